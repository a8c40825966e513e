// SPDX-License-Identifier: Apache-2.0
/** Electron checklist 19. The second flavour, never shipped, lets Playwright use `--inspect`. */
export const releaseFuses = {
  /** ELECTRON_RUN_AS_NODE would make this a general Node. */
  runAsNode: false,
  enableCookieEncryption: true,
  /** Ignores NODE_OPTIONS, NODE_EXTRA_CA_CERTS. */
  enableNodeOptionsEnvironmentVariable: false,
  /** No process of the same user can attach. */
  enableNodeCliInspectArguments: false,
  /** macOS and Windows verify the archive. */
  enableEmbeddedAsarIntegrityValidation: true,
  /** No folder `app/` next to the archive. */
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  /** Nothing uses file: (checklist 18). */
  grantFileProtocolExtraPrivileges: false,
} as const;

export const e2eFuses = { ...releaseFuses, enableNodeCliInspectArguments: true } as const;
