import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupsIn, openBackupBench } from '../../support/drives/backup-bench.ts';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { makeIdentityFiles } from '../../support/openssl-identity.ts';
import { temporaryFolder } from '../../support/vault-fixture.ts';

test('[B09] [B04] a backup that was deleted stops counting; one whose folder is away tells nothing', async () => {
  const folder = temporaryFolder();
  const bench = await openBackupBench(join(folder, 'vault'), 1);
  try {
    const to = join(folder, 'stick');
    mkdirSync(to);
    const { backups, vault } = bench.services;
    const { row } = await backups.create({
      scope: { kind: 'all' },
      protection: { kind: 'own', password: 'a backup of its own' },
      recoveryCode: null,
      place: { kind: 'folder', folder: to },
    });
    const open = await vault.require();
    const unsafe = () => open.backups.unsafe().length;
    expect(unsafe()).toBe(0);

    renameSync(to, join(folder, 'elsewhere'));
    await expect(backups.verifyKnown(row.id, null)).rejects.toMatchObject({ code: 'backup-gone' });
    expect([open.backups.find(row.id)?.problem, unsafe()]).toEqual([null, 0]);

    renameSync(join(folder, 'elsewhere'), to);
    const [file = ''] = backupsIn(to);
    renameSync(join(to, file), join(folder, 'kept.tar'));
    await expect(backups.verifyKnown(row.id, null)).rejects.toMatchObject({ code: 'backup-gone' });
    expect([open.backups.find(row.id)?.problem, unsafe()]).toEqual(['backup-gone', 1]);

    renameSync(join(folder, 'kept.tar'), join(to, file));
    expect(await backups.verifyKnown(row.id, null)).toMatchObject({ outcome: 'unchanged' });
    expect([open.backups.find(row.id)?.problem, unsafe()]).toEqual([null, 0]);
  } finally {
    bench.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('[B03] [A01] a backup that is not there is named, not internal', async () => {
  const vault = await newCliVault();
  const secret = ['--password-file', vault.passphraseFile];
  const restored = await vault.cli('backup', 'restore', join(vault.folder, 'nothing.tar'), ...secret);
  expect(restored.json?.error?.code).toBe('file-unreadable');
  const verified = await vault.cli('backup', 'verify', join(vault.folder, 'nothing.tar'), ...secret);
  expect(verified.json?.error?.code).toBe('file-unreadable');
});

test('[B01] [A01] a vault without certificates, and one whose keys are all backed up, has nothing to back up', async () => {
  const vault = await newCliVault();
  const passphrase = ['--passphrase-file', vault.passphraseFile];
  const to = join(vault.folder, 'stick');
  mkdirSync(to);
  const create = async (...words: readonly string[]) => {
    const answer = await vault.cli('backup', 'create', '--to', to, ...passphrase, ...words);
    return [answer.code, answer.json?.error?.code ?? null];
  };
  expect(await create()).toEqual([6, 'backup-empty']);
  const { p12, password } = makeIdentityFiles(vault.folder, 'one', { subject: '/CN=one' });
  const secret = join(vault.folder, 'file-password');
  writeFileSync(secret, password, { mode: 0o600 });
  expect((await vault.cli('import', p12, '--password-file', secret, ...passphrase)).code).toBe(0);
  expect(await create('--only-unsaved')).toEqual([0, null]);
  expect(await create('--only-unsaved')).toEqual([6, 'backup-empty']);
  expect(backupsIn(to)).toHaveLength(1);
});
