// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupKillTable } from '../../soak/kills/backup-kill-report.ts';
import { killBackups } from '../../soak/kills/backup-kills.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

test('[B08] [K08] a sample of the soak: the next run completes a killed backup and a killed restore', async () => {
  const folder = temporaryFolder();
  const [kept, work] = [join(folder, 'kept'), join(folder, 'work')];
  const options = { count: 1, seed: 20261121, identities: 8, only: ['create', 'restore --theirs'] };
  const { reports } = await killBackups({ ...options, folder: kept, work });
  console.info(backupKillTable(reports));
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  expect(reports.map(({ kills }) => kills)).toEqual([1, 1]);
});
