// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { backUp, newCliVault } from '../../support/backup/cli-vault.ts';
import { runCli } from '../../support/cli/run-cli.ts';

async function ownFiles() {
  const vault = await newCliVault();
  const at = (name: string) => join(vault.folder, name);
  const made = makeIdentityFiles(vault.folder, 'zhang', { subject: '/CN=张三', password: 'correct horse' });
  await vault.cli('import', made.key, made.certificate, '--passphrase-file', vault.passphraseFile);
  mkdirSync(at('backups'));
  const { backup } = await backUp(vault, '--to', at('backups'));
  copyFileSync(backup.file, at('photo.jpg'));
  await vault.cli('vault', 'export', at('x.pfx'), '--recovery-code-file', vault.recoveryCodeFile);
  return { at, sha256: made.sha256, elsewhere: at('elsewhere') };
}

describe('backups and exported vaults under any name', () => {
  test('[B03] [K09] inspect and import recognise them and name the command to use', async () => {
    const { at, elsewhere } = await ownFiles();
    const backup = await runCli(['inspect', at('photo.jpg'), '--json']);
    expect({ code: backup.code, value: backup.json?.value }).toMatchObject({
      code: 5,
      value: { kind: 'backup', diagnosis: { code: 'not-a-certificate-file' } },
    });
    const vault = await runCli(['inspect', at('x.pfx'), '--json']);
    expect({ code: vault.code, value: vault.json?.value }).toMatchObject({
      code: 3,
      value: { kind: 'vault', vault: { certificates: 1, keys: 1 }, diagnosis: { code: 'needs-password' } },
    });
    const said = async (...argv: string[]) => {
      const { stdout, stderr } = await runCli([...argv, '--vault', elsewhere]);
      return stdout + stderr;
    };
    expect(await said('inspect', at('photo.jpg'))).toContain(`certsteward backup restore '${at('photo.jpg')}'`);
    expect(await said('inspect', at('x.pfx'))).toContain(`certsteward vault import '${at('x.pfx')}'`);
    expect(await said('import', at('photo.jpg'))).toContain(`certsteward backup restore '${at('photo.jpg')}'`);
    const imported = await runCli(['import', at('photo.jpg'), '--json', '--vault', elsewhere]);
    expect({ code: imported.code, items: imported.json?.value.items }).toMatchObject({
      code: 5,
      items: [{ kind: 'backup', added: [] }],
    });
  });

  test('[B03] import of a folder skips them', async () => {
    const { at, sha256, elsewhere } = await ownFiles();
    mkdirSync(at('mixed'));
    for (const name of ['photo.jpg', 'x.pfx', 'zhang.pem']) copyFileSync(at(name), join(at('mixed'), name));
    const answer = await runCli(['import', at('mixed'), '--json', '--vault', elsewhere]);
    expect(answer.code).toBe(0);
    expect(answer.json?.value.items).toMatchObject([{ added: [sha256] }]);
    expect(answer.json?.value.summary).toMatchObject({ files: 3, opened: 1, passedOver: 2, failed: 0 });
  });
});
