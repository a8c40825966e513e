import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupKillTable, killBackups } from '../../soak/kills/backup-kills.ts';
import { temporaryFolder } from '../../support/vault-fixture.ts';

test('[B08] [K08] a sample of the soak: a backup and three restores killed, and ended well by the next run', async () => {
  const folder = temporaryFolder();
  const options = { count: 1, seed: 20261125, identities: 8, only: 'e' };
  const { reports } = await killBackups({ ...options, folder: join(folder, 'kept'), work: join(folder, 'work') });
  console.info(backupKillTable(reports));
  expect(reports.flatMap(({ faults }) => faults)).toEqual([]);
  expect(reports.map(({ kills }) => kills)).toEqual([1, 1, 1, 1]);
});
