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

/** Any other reason is the system's error text. */
export const storeReasons = [
  'no-module-list',
  'list-not-ours',
  'list-is-link',
  'list-old-format',
  'list-not-written',
  'module-not-listable',
  'module-without-folder',
  'not-removed',
  'no-key-exported',
  'macos-import',
  'macos-change',
  'macos-sign',
] as const;
export type StoreReason = (typeof storeReasons)[number];
