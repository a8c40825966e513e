// SPDX-License-Identifier: Apache-2.0
import { defineConfig } from '@playwright/test';
import { root } from './tests/e2e/support/apps/chromium-app.ts';
import { electronBinary } from './scripts/launcher/electron-binary.mjs';
import type { HostOptions } from './tests/e2e/support/fixtures.ts';
import { attackSpecs, chromiumSpecs, electronSpecs, entrySpecs, specFiles } from './tests/e2e/support/spec-folders.ts';

/** Set by `npm run test:full` and `test:changed`. */
const everything = process.env['CERTSTEWARD_TEST_EVERYTHING'] !== undefined;

/**
 * Most specs run on a strict stand-in for Electron (tests/conformance/README.md), and in Electron itself if its binary
 * is installed. `chromium-host` runs the host specs, the attacks and two flows. Needs `npm run build`.
 */
export default defineConfig<object, HostOptions>({
  testDir: 'tests/e2e',
  outputDir: 'out/e2e',
  // More workers than processors (two), because workers wait half the time. The tests of a file share a window and
  // run in order.
  workers: 3,
  retries: 0,
  timeout: 90_000,
  // scrypt takes 1.2 s per passphrase on an idle machine and several seconds on a busy one.
  expect: { timeout: 30_000 },
  // Fails at the stuck action, before the whole test times out.
  use: { actionTimeout: 60_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: 'out/e2e/report.json' }]],
  projects: [
    {
      name: 'electron-conformance',
      testMatch: specFiles([...electronSpecs, ...entrySpecs]),
      use: { hostKind: 'conformance' },
    },
    // `npm test` skips these, because the Chromium host runs the same attacks on the same code.
    { name: 'electron-conformance-attacks', testMatch: specFiles(attackSpecs), use: { hostKind: 'conformance' } },
    {
      name: 'chromium-host',
      testMatch: specFiles(chromiumSpecs),
      // The stand-in already runs the main job in both languages.
      ...(!everything && { grepInvert: /the main job in en/ }),
      use: { hostKind: 'chromium' },
    },
    {
      name: 'electron',
      testMatch: electronBinary(root).path === null ? 'no-electron/**' : specFiles([...electronSpecs, ...attackSpecs]),
      use: { hostKind: 'electron' },
    },
    // A normal run takes pictures of only some screens (axe.spec.ts).
    { name: 'pictures', testMatch: ['screenshots/**', 'flows/**'], use: { hostKind: 'chromium' } },
  ],
});
