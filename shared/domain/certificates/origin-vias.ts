// SPDX-License-Identifier: Apache-2.0
export const originVias = [
  'file',
  'paste',
  'drop',
  'command-line',
  'vault',
  'store',
  'token',
  'scan',
  'backup',
  'authority',
] as const;
