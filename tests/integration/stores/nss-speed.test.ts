import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fillDatabase } from '../../support/fill-nss-database.ts';
import { certutil, storeAt } from '../../support/nss-home.ts';
import { missingTools, skipReason } from '../../support/openssl.ts';

const count = 5000;
const missing = missingTools('certutil');

test.skipIf(missing.length > 0)(
  `[S01] ${count} certificates in one NSS database: listed in at most a quarter of certutil's time${skipReason(missing)}`,
  { timeout: 400_000 },
  async () => {
    // softokn waits for the disk after each object; in memory the filling takes a third of the time.
    const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'certsteward-nss-'));
    try {
      fillDatabase(folder, count);
      const ours = await secondsOf(async () => (await (await storeAt(folder)).list()).length);
      const theirs = await secondsOf(
        () =>
          certutil(folder, ['-L'])
            .split('\n')
            .filter((line) => line.includes('number ')).length,
      );
      expect([ours.result, theirs.result]).toEqual([count, count]);
      console.log(`list of ${count}: ours ${ours.seconds.toFixed(2)} s, certutil -L ${theirs.seconds.toFixed(2)} s`);
      expect(ours.seconds).toBeLessThan(theirs.seconds / 4);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

async function secondsOf<T>(work: () => T | Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}
