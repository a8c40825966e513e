// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupsIn, openBackupBench } from '../../support/drives/backup-bench.ts';
import { backUp, newCliVault } from '../../support/backup/cli-vault.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

test('[B09] [B04] a deleted backup stops counting, and one whose folder is missing keeps its status', async () => {
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
    expect({ problem: open.backups.find(row.id)?.problem, unsafe: unsafe() }).toEqual({ problem: null, unsafe: 0 });

    renameSync(join(folder, 'elsewhere'), to);
    const [file = ''] = backupsIn(to);
    renameSync(join(to, file), join(folder, 'kept.tar'));
    await expect(backups.verifyKnown(row.id, null)).rejects.toMatchObject({ code: 'backup-gone' });
    expect({ problem: open.backups.find(row.id)?.problem, unsafe: unsafe() }).toEqual({
      problem: 'backup-gone',
      unsafe: 1,
    });

    renameSync(join(folder, 'kept.tar'), join(to, file));
    expect(await backups.verifyKnown(row.id, null)).toMatchObject({ outcome: 'unchanged' });
    expect({ problem: open.backups.find(row.id)?.problem, unsafe: unsafe() }).toEqual({ problem: null, unsafe: 0 });
  } finally {
    bench.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('[B09] [B04] [A01] the command line records a missing backup, and delete asks for another one', async () => {
  const vault = await newCliVault();
  const { p12, password, sha256 } = makeIdentityFiles(vault.folder, 'one', { subject: '/CN=one' });
  const secret = join(vault.folder, 'file-password');
  writeFileSync(secret, password, { mode: 0o600 });
  await vault.cli('import', p12, '--password-file', secret, '--passphrase-file', vault.passphraseFile);
  const to = join(vault.folder, 'stick');
  mkdirSync(to);
  const { backup } = await backUp(vault, '--to', to);
  const file = String(backup.file);
  const problem = async () => (await vault.cli('backup', 'history')).json?.value.backups[0].problem;
  const verify = async (...argv: readonly string[]) => {
    const { json } = await vault.cli('backup', 'verify', file, ...argv);
    return json?.error?.code ?? json?.value.outcome;
  };

  renameSync(to, join(vault.folder, 'elsewhere'));
  expect({ verified: await verify(), problem: await problem() }).toEqual({ verified: 'backup-gone', problem: null });

  renameSync(join(vault.folder, 'elsewhere'), to);
  renameSync(file, join(vault.folder, 'kept.tar'));
  expect({ verified: await verify('--password-file', vault.passphraseFile), problem: await problem() }).toEqual({
    verified: 'backup-gone',
    problem: 'backup-gone',
  });
  const refused = await vault.cli('delete', sha256, '--yes');
  expect(refused.json?.error).toMatchObject({ code: 'backup-missing', details: { count: 1 } });

  renameSync(join(vault.folder, 'kept.tar'), file);
  expect({ verified: await verify(), problem: await problem() }).toEqual({ verified: 'unchanged', problem: null });
  const octets = readFileSync(file);
  octets[octets.length >> 1] = (octets[octets.length >> 1] ?? 0) ^ 1;
  writeFileSync(file, octets);
  expect({ verified: await verify(), problem: await problem() }).toEqual({
    verified: 'backup-damaged',
    problem: 'backup-damaged',
  });
  expect((await vault.cli('delete', sha256, '--yes')).json?.error?.code).toBe('backup-missing');
});

test('[B09] [A01] backup verify examines the file now at the path of the one restored', async () => {
  const [other, vault] = [await newCliVault(), await newCliVault()];
  const { p12, password } = makeIdentityFiles(other.folder, 'one', { subject: '/CN=one' });
  const secret = join(other.folder, 'file-password');
  writeFileSync(secret, password, { mode: 0o600 });
  await other.cli('import', p12, '--password-file', secret, '--passphrase-file', other.passphraseFile);
  const to = join(other.folder, 'stick');
  const latest = join(to, 'latest.tar');
  mkdirSync(to);
  const newest = async (): Promise<void> => renameSync(String((await backUp(other, '--to', to)).backup.file), latest);
  await newest();
  const opening = ['--password-file', other.passphraseFile];
  expect((await vault.cli('backup', 'restore', latest, ...opening)).code).toBe(0);
  await newest();
  const verified = await vault.cli('backup', 'verify', latest, ...opening);
  expect({ code: verified.code, outcome: verified.json?.value?.outcome }).toEqual({ code: 0, outcome: 'rehearsed' });
  const { json } = await vault.cli('backup', 'history');
  expect(json?.value.backups.map(({ problem }: { problem: string | null }) => problem)).toEqual([null]);
});

test('[B03] [A01] a missing backup file is reported as unreadable, not as an internal error', async () => {
  const vault = await newCliVault();
  const secret = ['--password-file', vault.passphraseFile];
  const restored = await vault.cli('backup', 'restore', join(vault.folder, 'nothing.tar'), ...secret);
  expect(restored.json?.error?.code).toBe('file-unreadable');
  const verified = await vault.cli('backup', 'verify', join(vault.folder, 'nothing.tar'), ...secret);
  expect(verified.json?.error?.code).toBe('file-unreadable');
});

test('[B01] [A01] a vault that is empty or whose keys are all backed up has nothing to back up', async () => {
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
