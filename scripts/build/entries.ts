export interface Entry {
  readonly kind: 'node' | 'preload';
  /** The first that exists is taken. */
  readonly sources: readonly string[];
  readonly output: string;
}

/** One bundle each: a child process, a worker or a preload script starts from exactly one file. */
export const entries: readonly Entry[] = [
  { kind: 'node', sources: ['main/electron.ts'], output: 'dist/main/electron.mjs' },
  { kind: 'node', sources: ['main/chromium.ts'], output: 'dist/main/chromium.mjs' },
  { kind: 'node', sources: ['main/cli.ts'], output: 'dist/main/cli.mjs' },
  { kind: 'node', sources: ['main/processes/parse.ts'], output: 'dist/processes/parse.mjs' },
  { kind: 'node', sources: ['main/processes/age-worker.ts'], output: 'dist/processes/age-worker.mjs' },
  { kind: 'node', sources: ['main/processes/os-store.ts'], output: 'dist/processes/os-store.mjs' },
  { kind: 'node', sources: ['main/processes/nss.ts'], output: 'dist/processes/nss.mjs' },
  { kind: 'node', sources: ['main/processes/scan.ts'], output: 'dist/processes/scan.mjs' },
  { kind: 'node', sources: ['main/processes/scan-inspector.ts'], output: 'dist/processes/scan-inspector.mjs' },
  { kind: 'node', sources: ['main/processes/windows-store.ts'], output: 'dist/processes/windows-store.mjs' },
  { kind: 'node', sources: ['main/processes/pkcs11.ts'], output: 'dist/processes/pkcs11.mjs' },
  { kind: 'node', sources: ['main/processes/demo-ca.ts'], output: 'dist/processes/demo-ca.mjs' },
  { kind: 'preload', sources: ['preload/electron.ts'], output: 'dist/preload/electron.cjs' },
  { kind: 'preload', sources: ['preload/chromium.ts'], output: 'dist/preload/chromium.js' },
  { kind: 'preload', sources: ['preload/chromium-isolated.ts'], output: 'dist/preload/chromium-isolated.js' },
];
