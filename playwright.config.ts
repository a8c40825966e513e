// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from '@playwright/test';
import { root } from './tests/e2e/support/apps/chromium-app.ts';
import { electronBinary } from './scripts/launcher/electron-binary.mjs';
import type { HostOptions } from './tests/e2e/support/fixtures.ts';
import { attackSpecs, chromiumSpecs, electronSpecs, entrySpecs, specFiles } from './tests/e2e/support/spec-folders.ts';

/** `npm run test:full` and `test:changed`. */
const everything = process.env['CERTSTEWARD_TEST_EVERYTHING'] !== undefined;

/**
 * The flows run in Electron, the product: on its strict stand-in everywhere (tests/conformance/README.md), in Electron
 * itself where its binary is. The Chromium host runs what is its own. Needs `npm run build`.
 */
export default defineConfig<object, HostOptions>({
  testDir: 'tests/e2e',
  outputDir: 'out/e2e',
  // Files side by side, and one more than processors: half of the time they wait. The tests of a file share a window and
  // follow each other.
  workers: 3,
  retries: 0,
  timeout: 90_000,
  // A passphrase costs 1.2 s of scrypt on a quiet machine, several on a busy one: waits end at what appears, not at this.
  expect: { timeout: 30_000 },
  // What never comes is named by its own line, long before the whole test is out of time.
  use: { actionTimeout: 60_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: 'out/e2e/report.json' }]],
  projects: [
    {
      name: 'electron-conformance',
      testMatch: specFiles([...electronSpecs, ...entrySpecs]),
      use: { hostKind: 'conformance' },
    },
    // `npm run test:full` alone: what a page that was taken over can do is the same code in both hosts.
    { name: 'electron-conformance-attacks', testMatch: specFiles(attackSpecs), use: { hostKind: 'conformance' } },
    {
      name: 'chromium-host',
      testMatch: specFiles(chromiumSpecs),
      // Electron's stand-in has it in both languages.
      ...(!everything && { grepInvert: /the main job in en/ }),
      use: { hostKind: 'chromium' },
    },
    {
      name: 'electron',
      testMatch: electronBinary(root).path === null ? 'no-electron/**' : specFiles([...electronSpecs, ...attackSpecs]),
      use: { hostKind: 'electron' },
    },
    // Walks for pictures, and the flows' ones. The run itself takes a sample (axe.spec.ts).
    { name: 'pictures', testMatch: ['screenshots/**', 'flows/**'], use: { hostKind: 'chromium' } },
  ],
});
