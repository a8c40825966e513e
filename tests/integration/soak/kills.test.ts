// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { importOperations } from '../../soak/kills/import-operations.ts';
import { killRepeatedly, killTable, type KillReport } from '../../soak/kills/kills.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

test('[K08] a sample of the soak: 6 killed imports, by the command line and by the vault, lose nothing', async () => {
  const folder = temporaryFolder();
  const reports: KillReport[] = [];
  for (const operation of await importOperations(folder, 60)) {
    reports.push(await killRepeatedly(operation, { count: 2, seed: 20261124, folder }));
  }
  console.info(killTable(reports));
  expect(reports.flatMap((report) => report.faults)).toEqual([]);
  expect(reports.map((report) => report.kills)).toEqual([2, 2, 2]);
});
