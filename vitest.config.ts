// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import react from '@vitejs/plugin-react';
import { SlowestFirst } from './scripts/test/slowest-first.ts';

/** These race for one token or kill processes at given moments: load can change the outcome. Run last, one by one. */
const alone = [
  'tests/integration/tokens/two-processes.test.ts',
  'tests/integration/cli/tokens/token-protector.test.ts',
];

/** Slow and rarely changed, so only `npm run test:full` and `test:changed` run them. */
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

/** Folders whose code uses the runtime's cryptography or stores its results. */
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

/** Tests of the commands that Windows users run first. */
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
        // Hides Vite's warnings about source maps in the workflow parser (tests/unit/tooling/workflows.test.ts).
        logLevel: 'error',
        test: {
          name: 'unit',
          // By default, Vitest reserves a processor for its own process, which hardly needs one.
          maxWorkers,
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/vitest-setup.ts'],
          testTimeout: 20_000,
          // The package imports JSON in a way Node rejects.
          server: { deps: { inline: [/@actions[/]workflow-parser/] } },
        },
      },
      {
        test: {
          // Runs under Bun, which uses BoringSSL like Electron: scripts/test/boringssl.mjs.
          name: 'boringssl',
          include: cryptographic.map((room) => `tests/unit/${room}/**/*.test.ts`),
          setupFiles: ['tests/support/vitest-setup.ts', 'tests/support/boringssl-setup.ts'],
          testTimeout: 20_000,
          // Vitest's forks don't work with Bun's child processes.
          pool: 'threads',
          maxWorkers,
        },
      },
      {
        // Runs in Node for Windows under Wine, on the folders listed in scripts/test/windows.mjs.
        logLevel: 'error',
        test: {
          name: 'windows',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/vitest-setup.ts', 'tests/support/windows-setup.ts'],
          // Starting a process takes 0.4 s under Wine, so forks would take half of the run.
          pool: 'threads',
          maxWorkers: 2,
          // System calls are slow under Wine.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          server: { deps: { inline: [/@actions[/]workflow-parser/] } },
        },
      },
      {
        test: {
          // Runs on Linux, but the command line under test runs under Wine.
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
          // More workers than processors (two), because workers wait for servers and disks half of the time. For shared
          // services such as pcscd and pkcsslotd, see tests/support/tokens/modules/machine-lock.ts.
          maxWorkers: 3,
        },
      },
      {
        test: {
          // Slow and rarely changed, so only `npm run test:full` runs them.
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
