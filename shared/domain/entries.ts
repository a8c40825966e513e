// SPDX-License-Identifier: Apache-2.0
// Written by `npm run entries` from the tag `@entry` of each source. `output`: the bundle below dist/.

/** What a person or the launcher starts. */
export const mainEntries = {
  chromium: { source: 'main/chromium.ts', output: 'main/chromium.mjs' },
  cli: { source: 'main/cli.ts', output: 'main/cli.mjs' },
  electron: { source: 'main/electron.ts', output: 'main/electron.mjs' },
} as const;

/** Child processes: utilityProcess in Electron, fork in Node. */
export const childEntries = {
  'demo-ca': { source: 'main/processes/demo-ca.ts', output: 'processes/demo-ca.mjs' },
  'os-store': { source: 'main/vault/os-secret-store/child/os-store.ts', output: 'processes/os-store.mjs' },
  'windows-store': { source: 'main/processes/windows-store.ts', output: 'processes/windows-store.mjs' },
  nss: { source: 'main/processes/nss.ts', output: 'processes/nss.mjs' },
  parse: { source: 'main/processes/parse.ts', output: 'processes/parse.mjs' },
  pkcs11: { source: 'main/processes/pkcs11.ts', output: 'processes/pkcs11.mjs' },
  scan: { source: 'main/processes/scan.ts', output: 'processes/scan.mjs' },
} as const;

/** Worker threads with a bundle of their own. */
export const workerEntries = {
  'age-worker': { source: 'main/vault/age/age-worker.ts', output: 'processes/age-worker.mjs' },
  'scan-inspector': { source: 'main/processes/scan-inspector.ts', output: 'processes/scan-inspector.mjs' },
} as const;

/** Scripts that run before those of the page. */
export const preloadEntries = {
  'chromium-isolated': { source: 'preload/chromium-isolated.ts', output: 'preload/chromium-isolated.js' },
  chromium: { source: 'preload/chromium.ts', output: 'preload/chromium.js' },
  electron: { source: 'preload/electron.ts', output: 'preload/electron.cjs' },
} as const;
