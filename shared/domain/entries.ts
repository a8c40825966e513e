// SPDX-License-Identifier: Apache-2.0
// Written by `npm run entries` from the tag `@entry` of each source. `output`: the bundle below dist/.

/** Entry points, started by the launcher or by hand. */
export const mainEntries = {
  chromium: { source: 'main/chromium.ts', output: 'main/chromium.mjs' },
  cli: { source: 'main/cli.ts', output: 'main/cli.mjs' },
  electron: { source: 'main/electron.ts', output: 'main/electron.mjs' },
} as const;

/** Child processes: utilityProcess in Electron, fork in Node. */
export const childEntries = {
  'demo-ca': { source: 'main/demo-ca/demo-ca.ts', output: 'children/demo-ca.mjs' },
  'os-store': { source: 'main/vault/os-secret-store/child/os-store.ts', output: 'children/os-store.mjs' },
  'windows-store': { source: 'main/stores/windows/child/windows-store.ts', output: 'children/windows-store.mjs' },
  nss: { source: 'main/stores/nss/child/nss.ts', output: 'children/nss.mjs' },
  parse: { source: 'main/parser/child/parse.ts', output: 'children/parse.mjs' },
  pkcs11: { source: 'main/tokens/child/pkcs11.ts', output: 'children/pkcs11.mjs' },
  scan: { source: 'main/discovery/child/scan.ts', output: 'children/scan.mjs' },
  skf: { source: 'main/tokens/skf/skf.ts', output: 'children/skf.mjs' },
} as const;

/** Worker threads, each in its own bundle. */
export const workerEntries = {
  'scan-inspector': { source: 'main/discovery/child/scan-inspector.ts', output: 'children/scan-inspector.mjs' },
} as const;

/** Scripts that run before those of the page. */
export const preloadEntries = {
  'chromium-isolated': { source: 'preload/chromium-isolated.ts', output: 'preload/chromium-isolated.js' },
  chromium: { source: 'preload/chromium.ts', output: 'preload/chromium.js' },
  electron: { source: 'preload/electron.ts', output: 'preload/electron.cjs' },
} as const;
