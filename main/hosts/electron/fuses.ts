// SPDX-License-Identifier: Apache-2.0
/**
 * Electron checklist 19: which fuses the packages are flipped to, by electron-builder's names. The second flavour
 * exists because Playwright starts an app through `--inspect`, and it is never given to anyone.
 */
export const releaseFuses = {
  /** ELECTRON_RUN_AS_NODE would turn the signed app into a general Node; children are utility processes instead. */
  runAsNode: false,
  enableCookieEncryption: true,
  /** NODE_OPTIONS and NODE_EXTRA_CA_CERTS of the environment do not reach us. */
  enableNodeOptionsEnvironmentVariable: false,
  /** No --inspect: another process of the same user cannot attach to main. */
  enableNodeCliInspectArguments: false,
  /** macOS and Windows check the archive against the hash in the executable. */
  enableEmbeddedAsarIntegrityValidation: true,
  /** A folder `app/` beside the archive is not run. */
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  /** Nothing is loaded by file: (checklist 18). */
  grantFileProtocolExtraPrivileges: false,
} as const;

export const e2eFuses = { ...releaseFuses, enableNodeCliInspectArguments: true } as const;
