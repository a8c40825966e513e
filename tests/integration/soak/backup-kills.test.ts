import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupKillTable, killBackups } from '../../soak/kills/backup-kills.ts';
import { temporaryFolder } from '../../support/vault-fixture.ts';

test('[B08] [K08] a sample of the soak: backups and restores killed, and ended well by the next run', async () => {
  const folder = temporaryFolder();
  const [kept, work] = [join(folder, 'kept'), join(folder, 'work')];
  const options = { count: 2, seed: 20261126, identities: 8, only: ['create', 'restore --theirs'] };
  const { reports } = await killBackups({ ...options, folder: kept, work });
  console.info(backupKillTable(reports));
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  expect(reports.map(({ kills }) => kills)).toEqual([2, 2]);
});
