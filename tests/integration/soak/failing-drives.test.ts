import { describe, expect, test } from 'vitest';
import { driveTable, failDrives } from '../../soak/drives/failing-drives.ts';
import { driveFaults, type DriveFaultName } from '../../support/drives/faults.ts';
import { temporaryFolder } from '../../support/vault-fixture.ts';

const sample: readonly DriveFaultName[] = ['answers no more', 'device errors'];

describe('drives that fail at random moments', () => {
  for (const name of sample) {
    const reason = driveFaults[name].unavailable();
    test.skipIf(reason !== null)(
      `[B08] a sample of the soak: ${name}${reason === null ? '' : ` (skipped: ${reason})`}`,
      async () => {
        const options = { count: 2, seed: 20261125, certificates: 60, folder: temporaryFolder() };
        const report = await failDrives(name, options);
        console.info(driveTable([report]));
        expect(report.faults).toEqual([]);
        expect(report.within).toBeGreaterThan(0);
      },
    );
  }
});
