// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupsIn, openBackupBench } from '../../support/drives/backup-bench.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

test('[B08] a backup under its own password outlives the generations under the vault passphrase', async () => {
  const folder = temporaryFolder();
  const bench = await openBackupBench(join(folder, 'vault'), 1);
  try {
    const to = join(folder, 'stick');
    mkdirSync(to);
    const create = async (password: string | null) =>
      await bench.services.backups.create({
        scope: { kind: 'all' },
        protection: password === null ? { kind: 'vault', passphrase: null } : { kind: 'own', password },
        recoveryCode: null,
        place: { kind: 'folder', folder: to },
      });
    // Keeps all backups in one month.
    bench.setClock(new Date('2026-11-10T12:00:00.000Z'));
    const { row: theirs } = await create('somebody else’s password');
    const removed: string[] = [];
    const made: string[] = [];
    for (let turn = 0; turn < 6; turn += 1) {
      const created = await create(null);
      made.push(created.row.fileName);
      removed.push(...created.removed.map(({ fileName }) => fileName));
    }
    expect(removed).toEqual(made.slice(0, 1));
    expect(backupsIn(to).toSorted()).toEqual([theirs.fileName, ...made.slice(1)].toSorted());
  } finally {
    bench.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
