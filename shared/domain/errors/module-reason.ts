// SPDX-License-Identifier: Apache-2.0
export const moduleReasons = [
  'no-library',
  '32-bit',
  'other-machine',
  'not-a-file',
  'unreadable',
  'too-large',
  'not-loadable',
] as const;
export type ModuleReason = (typeof moduleReasons)[number];
