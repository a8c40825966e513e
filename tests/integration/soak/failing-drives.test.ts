// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { driveTable, failDrives } from '../../soak/drives/failing-drives.ts';
import { openBackupBench, type BackupBench } from '../../support/drives/backup-bench.ts';
import { driveFaults, type DriveFaultName } from '../../support/drives/faults.ts';

const sample: readonly DriveFaultName[] = ['answers no more', 'device errors'];

const folder = mkdtempSync(join(tmpdir(), 'cs-failing-drives-'));
let bench: BackupBench;
beforeAll(async () => (bench = await openBackupBench(join(folder, 'vault'), 60)));
afterAll(() => {
  bench.close();
  rmSync(folder, { recursive: true });
});

describe('drives that fail at random moments', () => {
  for (const name of sample) {
    const reason = driveFaults[name].unavailable();
    test.skipIf(reason !== null)(
      `[B08] a sample of the soak: ${name}${reason === null ? '' : ` (skipped: ${reason})`}`,
      async () => {
        const options = { count: 2, seed: 20261125, bench, folder };
        const report = await failDrives(name, options);
        console.info(driveTable([report]));
        expect(report.faults).toEqual([]);
        expect(report.within).toBeGreaterThan(0);
      },
    );
  }
});
