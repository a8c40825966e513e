import { defineConfig } from '@playwright/test';
import type { HostOptions } from './tests/e2e/support/fixtures.ts';

/** Walks for pictures alone. `npm run pictures` takes those and the flows' ones; the run itself a sample (axe.spec.ts). */
const walks = 'screenshots/**';

/** One suite, two hosts. The Electron project skips visibly where there is no binary. Needs `npm run build`. */
export default defineConfig<object, HostOptions>({
  testDir: 'tests/e2e',
  outputDir: 'out/e2e',
  // Files side by side; the tests of a file share a window and follow each other.
  workers: 2,
  retries: 0,
  timeout: 90_000,
  // A passphrase costs 1.2 s of scrypt on a quiet machine, several on a busy one: waits end at what appears, not at this.
  expect: { timeout: 30_000 },
  // What never comes is named by its own line, long before the whole test is out of time.
  use: { actionTimeout: 60_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: 'out/e2e/report.json' }]],
  projects: [
    { name: 'chromium-host', testIgnore: walks, use: { hostKind: 'chromium' } },
    { name: 'electron-conformance', testIgnore: walks, use: { hostKind: 'conformance' } },
    { name: 'electron', testIgnore: walks, use: { hostKind: 'electron' } },
    { name: 'pictures', testMatch: [walks, 'flows/**'], use: { hostKind: 'chromium' } },
  ],
});
