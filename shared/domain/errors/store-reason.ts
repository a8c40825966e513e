// SPDX-License-Identifier: Apache-2.0
/** Why CertSteward itself gave `store-refused`. Other reasons are the system's words. */
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
