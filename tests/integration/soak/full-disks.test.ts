// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { diskTable, fillDisks } from '../../soak/disk/full-disks.ts';
import { canMountSmallDisk } from '../../soak/disk/small-disk.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

describe.skipIf(!canMountSmallDisk())('full disks (skipped where a private tmpfs cannot be mounted)', () => {
  test('[K08] a sample of the soak: an import and a re-keying survive a full disk', async () => {
    const options = { count: 1, seed: 20261124, size: 40, folder: temporaryFolder() };
    const reports = [await fillDisks('import', options), await fillDisks('re-keying', options)];
    console.info(diskTable(reports));
    expect(reports.flatMap((report) => report.faults)).toEqual([]);
    // With this seed, the disk is too small for either run.
    expect(reports.map((report) => report.codes['done'] ?? 0)).toEqual([0, 0]);
  });
});
