// SPDX-License-Identifier: Apache-2.0
/** Ways into the vault; `authority`: from a server that issued it, `vault`: merged from another vault's file. */
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
