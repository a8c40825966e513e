// SPDX-License-Identifier: Apache-2.0
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';

const languages = { en: 'en_US.UTF-8', 'zh-CN': 'zh_CN.UTF-8' } as const;

async function vaultWithKey() {
  const vault = await newCliVault();
  const secret = (name: string, text: string) => {
    writeFileSync(join(vault.folder, name), text, { mode: 0o600 });
    return join(vault.folder, name);
  };
  const { p12, password } = makeIdentityFiles(vault.folder, 'one', { subject: '/CN=one' });
  const unlock = ['--passphrase-file', vault.passphraseFile];
  await vault.cli('import', p12, '--password-file', secret('file-password', password), ...unlock);
  const to = join(vault.folder, 'stick');
  mkdirSync(to);
  const said = async (language: keyof typeof languages, at: string, ...argv: readonly string[]) => {
    const { code, stdout, stderr } = await runCli([...argv, '--vault', at], {
      environment: { LANG: languages[language], LC_ALL: languages[language] },
    });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.any(String) });
    return stdout;
  };
  return { ...vault, unlock, to, said, path: join(vault.folder, 'vault'), own: secret('own', 'only for this backup') };
}

test('[B01] [A01] backup create says which secrets unlock the backup', async () => {
  const my = await vaultWithKey();
  const create = async (language: keyof typeof languages, ...secret: readonly string[]) =>
    await my.said(language, my.path, 'backup', 'create', '--to', my.to, ...secret);
  const own = ['--password-file', my.own, ...my.unlock];
  expect(await create('zh-CN', ...own)).toContain('解锁方式：这份备份的密码或恢复码，不是主密码。');
  expect(await create('zh-CN', ...my.unlock)).toContain('\n解锁方式：主密码或恢复码。');
  expect(await create('en', ...own)).toContain(
    'Unlocks with: this backup’s own passphrase or the recovery code, not the vault’s passphrase.',
  );
  expect(await create('en', ...my.unlock)).toContain('Unlocks with: passphrase or recovery code.');
});

test('[B03] [A01] restore --dry-run reports a later backup, and a vault that is an older copy', async () => {
  const my = await vaultWithKey();
  const older = join(my.folder, 'older');
  cpSync(my.path, older, { recursive: true });
  const create = async () => (await my.cli('backup', 'create', '--to', my.to, ...my.unlock)).json?.value.backup;
  const first = await create();
  await my.cli('set', String((await my.cli('list')).json?.value.certificates[0].sha256), '--label', 'later');
  const second = await create();
  const look = (file: unknown) => ['backup', 'restore', String(file), '--dry-run', ...my.unlock];

  const previewOf = async (at: string, file: unknown) => {
    const { json } = await runCli([...look(file), '--json', '--vault', at]);
    const { laterBackupAt, vaultIsOlder } = json?.value ?? {};
    return { laterBackupAt, vaultIsOlder };
  };
  expect(await previewOf(my.path, first.file)).toEqual({ laterBackupAt: second.createdAt, vaultIsOlder: false });
  expect(await previewOf(my.path, second.file)).toEqual({ laterBackupAt: null, vaultIsOlder: false });
  expect(await previewOf(older, second.file)).toEqual({ laterBackupAt: null, vaultIsOlder: true });

  const sentences = {
    en: ['There is a later full backup, made at ', 'This vault is an older copy'],
    'zh-CN': ['还有一份较新的完整备份', '这个保险库是较旧的副本'],
  } as const;
  for (const language of ['en', 'zh-CN'] as const) {
    const [later, isOlder] = sentences[language];
    const ofFirst = await my.said(language, my.path, ...look(first.file));
    expect(ofFirst).toContain(later);
    expect(ofFirst).not.toContain(isOlder);
    const ofSecond = await my.said(language, older, ...look(second.file));
    expect(ofSecond).toContain(isOlder);
    expect(ofSecond).not.toContain(later);
  }
});
