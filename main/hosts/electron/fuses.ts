// SPDX-License-Identifier: Apache-2.0
/** Electron security checklist, item 19. */
export const releaseFuses = {
  /** ELECTRON_RUN_AS_NODE would turn the app into plain Node. */
  runAsNode: false,
  enableCookieEncryption: true,
  /** Also disables NODE_EXTRA_CA_CERTS. */
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  /** macOS and Windows verify the archive. */
  enableEmbeddedAsarIntegrityValidation: true,
  /** Ignores a folder `app/` next to the archive. */
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  /** Nothing uses file: URLs (item 18). */
  grantFileProtocolExtraPrivileges: false,
} as const;

/** Never shipped. Playwright needs `--inspect`. */
export const e2eFuses = { ...releaseFuses, enableNodeCliInspectArguments: true } as const;
