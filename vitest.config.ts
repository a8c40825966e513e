// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import react from '@vitejs/plugin-react';
import { SlowestFirst } from './scripts/test/slowest-first.ts';

/** Two programs race on one token there: a busy machine changes who wins. They run after the others, one at a time. */
const alone = [
  'tests/integration/tokens/two-processes.test.ts',
  'tests/integration/cli/tokens/token-protector.test.ts',
];

/** Slow, and rarely changed: `npm run test:full` and `test:changed` run them. */
const rare = [
  'tests/integration/windows/chinese-transcript.test.ts',
  'tests/integration/soak/**',
  'tests/integration/browsers/firefox-login.test.ts',
  'tests/integration/formats/java-key-stores.test.ts',
  'tests/integration/formats/pkcs12-matrix.test.ts',
  'tests/integration/cli/est/est-authority-key*.test.ts',
  'tests/integration/cli/tokens/two-tokens.test.ts',
  'tests/integration/cli/trust/validate-freshest.test.ts',
  'tests/integration/tokens/hot-plug.test.ts',
  'tests/integration/tokens/modules/piv-module.test.ts',
  'tests/integration/launcher/**',
];
const everything = process.env['CERTSTEWARD_TEST_EVERYTHING'] !== undefined;

/** Rooms that reach the runtime's own cryptography, or hold what it makes. */
const cryptographic = [
  'formats',
  'formats-writers',
  'x509',
  'vault',
  'enrolment',
  'trust',
  'exports',
  'tokens',
  'backup',
  'imports',
];

/** Of the command line, those that a person of Windows meets first. */
const commandLineOfWindows = [
  'cli/main-job',
  'cli/list-paths',
  'cli/vault-file',
  'cli/folder-passwords',
  'discovery/scan-command',
];

const maxWorkers = availableParallelism();

export default defineConfig({
  test: {
    sequence: { sequencer: SlowestFirst },
    projects: [
      {
        // Vite warns of each source map in the parser of workflows (tests/unit/tooling/workflows.test.ts).
        logLevel: 'error',
        test: {
          name: 'unit',
          // By itself Vitest leaves a processor to its own process, which hardly needs one.
          maxWorkers,
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/vitest-setup.ts'],
          testTimeout: 20_000,
          // Its modules import JSON in a way that Node does not take.
          server: { deps: { inline: [/@actions[/]workflow-parser/] } },
        },
      },
      {
        test: {
          // Under Bun, whose BoringSSL stands for Electron's: scripts/test/boringssl.mjs.
          name: 'boringssl',
          include: cryptographic.map((room) => `tests/unit/${room}/**/*.test.ts`),
          setupFiles: ['tests/support/vitest-setup.ts', 'tests/support/boringssl-setup.ts'],
          testTimeout: 20_000,
          // Bun's child processes lack what vitest's forks ask of theirs.
          pool: 'threads',
          maxWorkers,
        },
      },
      {
        // By the Windows build of Node under Wine: scripts/test/windows.mjs, which also says which rooms.
        logLevel: 'error',
        test: {
          name: 'windows',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/vitest-setup.ts', 'tests/support/windows-setup.ts'],
          // A process costs 0.4 s there, and half of the stage with forks.
          pool: 'threads',
          maxWorkers: 2,
          // Wine's own calls are slow.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          server: { deps: { inline: [/@actions[/]workflow-parser/] } },
        },
      },
      {
        test: {
          // Here, while the command line that they start is Windows'.
          name: 'windows-command-line',
          include: commandLineOfWindows.map((file) => `tests/integration/${file}.test.ts`),
          setupFiles: ['tests/support/vitest-setup.ts', 'tests/support/windows-setup.ts'],
          testTimeout: 240_000,
          hookTimeout: 300_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          maxWorkers,
          environment: 'jsdom',
          include: ['tests/renderer/**/*.test.tsx'],
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: 'peers',
          env: { CERTSTEWARD_TEST_BUILT: '1' },
          include: ['tests/integration/**/*.test.ts'],
          exclude: everything ? alone : [...alone, ...rare],
          sequence: { groupOrder: 0 },
          setupFiles: ['tests/support/vitest-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          // Side by side, and one more than processors: they wait for servers and disks half of the time. What a machine has
          // only once (pcscd, pkcsslotd) is behind tests/support/tokens/modules/machine-lock.ts.
          maxWorkers: 3,
        },
      },
      {
        test: {
          // Minutes each, and rarely changed: `npm run test:full`.
          name: 'installed',
          include: ['tests/installed/**/*.test.ts'],
          setupFiles: ['tests/support/vitest-setup.ts'],
          testTimeout: 600_000,
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'alone',
          env: { CERTSTEWARD_TEST_BUILT: '1' },
          include: alone,
          setupFiles: ['tests/support/vitest-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
          maxWorkers: 1,
        },
      },
    ],
  },
});
