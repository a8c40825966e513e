// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { asLinux, runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-cli-vault-file-'));
const at = (name: string) => join(folder, name);
const secretFile = (name: string, text: string) => {
  writeFileSync(at(name), text);
  return at(name);
};
let sha256 = '';

const here = async (...argv: string[]) => runCli([...argv, '--json', '--vault', at('here')]);
const there = async (...argv: string[]) => runCli([...argv, '--json', '--vault', at('there')]);
const errorOf = (answer: Awaited<ReturnType<typeof here>>) => [answer.code, answer.json?.error?.code];

beforeAll(async () => {
  const made = makeIdentityFiles(folder, 'zhang', { subject: '/CN=张三', days: 200 });
  const password = secretFile('password', 'correct horse');
  const imported = await here(
    'import',
    made.p12,
    '--password-file',
    password,
    '--passphrase-file',
    secretFile('mine', 'my vault, long enough 7'),
  );
  sha256 = imported.json?.value.items[0].added[0] ?? '';
  secretFile('code', imported.json?.value.vaultCreated.recoveryCode ?? '');
  await here('set', sha256, '--label', '工资', '--note', '备注', '--tag', '+bank');
  // Only the window sets it.
  const database = new DatabaseSync(at('here/vault.sqlite'));
  database.prepare('UPDATE annotations SET bank_valid_on = ? WHERE sha256 = ?').run('2026-11-20', sha256);
  database.close();
  await here('revoke', sha256, '--kind', 'lost');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('vault export and vault import', () => {
  test('[K09] [K01] export is refused until the recovery code has been entered', async () => {
    expect(errorOf(await here('vault', 'export', at('moved.vault')))).toEqual([7, 'recovery-unsaved']);
    const exported = await here('vault', 'export', at('moved.vault'), '--recovery-code-file', at('code'));
    const { file, ...more } = exported.json?.value ?? {};
    expect({ file: asLinux(file), ...more }).toEqual({
      file: at('moved.vault'),
      bytes: statSync(at('moved.vault')).size,
      certificates: 1,
      keys: 1,
    });
    expect(errorOf(await here('vault', 'export', at('moved.vault')))).toEqual([1, 'file-exists']);
    expect((await here('vault', 'export', at('moved.vault'), '--yes')).code).toBe(0);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test("[K09] [E08] another computer imports the file with the file's passphrase into its own vault", async () => {
    expect(errorOf(await there('vault', 'import', at('moved.vault')))).toEqual([3, 'secret-missing']);
    const wrong = await there('vault', 'import', at('moved.vault'), '--passphrase-file', at('password'));
    expect(errorOf(wrong)).toEqual([3, 'wrong-secret']);
    // A wrong passphrase creates no vault.
    expect(readdirSync(folder)).not.toContain('there');
    const own = secretFile('theirs', 'their vault, long enough 8');
    const merged = await there(
      'vault',
      'import',
      at('moved.vault'),
      '--passphrase-file',
      at('mine'),
      '--new-passphrase-file',
      own,
    );
    expect(merged.json?.value).toMatchObject({ added: [sha256], known: [], keysAdded: 1, oursKept: 0 });
    expect(merged.json?.value.vaultCreated.protectors).toEqual(expect.arrayContaining(['passphrase', 'recovery-code']));
    const shown = (await there('show', sha256, '--passphrase-file', own)).json?.value.certificate;
    expect(shown).toMatchObject({ label: '工资', note: '备注', tags: ['bank'], hasPrivateKey: true });
    expect(shown.bankValidOn).toBe('2026-11-20');
    expect(shown.origin).toMatchObject({ via: 'vault', fileName: 'moved.vault' });
    expect(shown.loss).toMatchObject({ kind: 'lost' });
    const verified = await there('vault', 'verify', '--passphrase-file', own);
    expect(verified.json?.value).toMatchObject({ clean: true, keys: 1, keysOpened: true });
    const opened = await there('vault', 'unlock', '--passphrase-file', at('mine'));
    expect(errorOf(opened)).toEqual([3, 'wrong-secret']);
  });

  test('[K09] a second import by recovery code adds nothing, and a file that is no vault exits with 5', async () => {
    const again = await there('vault', 'import', at('moved.vault'), '--recovery-code-file', at('code'));
    expect(again.json?.value).toMatchObject({ added: [], known: [sha256], keysAdded: 0 });
    expect(errorOf(await there('vault', 'import', at('zhang.p12'), '--passphrase-file', at('mine')))).toEqual([
      5,
      'not-a-vault-file',
    ]);
    expect(errorOf(await there('vault', 'import', at('none')))).toEqual([6, 'file-unreadable']);
  });

  test('[K02] [K09] the error for a mistyped recovery code names the wrong group', async () => {
    const groups = readFileSync(at('code'), 'utf8').trim().split('-');
    const wrong = (groups[4] ?? '').replace(/^./, (symbol) => (symbol === '7' ? '8' : '7'));
    const file = secretFile('mistyped', groups.with(4, wrong).join('-'));
    const answers = [
      await here('vault', 'unlock', '--recovery-code-file', file),
      await there('vault', 'import', at('moved.vault'), '--recovery-code-file', file),
      await there('import', at('moved.vault'), '--password-file', file),
    ];
    for (const answer of answers) {
      expect(answer.code).toBe(3);
      expect(answer.json?.error).toMatchObject({
        code: 'wrong-secret',
        message: expect.stringContaining('Group 5 of the recovery code is wrong.'),
      });
    }
  });

  test('[K09] plain `import FILE` recognises a vault and accepts its recovery code as the password', async () => {
    const third = async (...argv: string[]) => runCli([...argv, '--json', '--vault', at('third')]);
    const unopened = await third('import', at('moved.vault'));
    expect({ code: unopened.code, diagnosis: unopened.json?.value.items[0].diagnosis.code }).toEqual({
      code: 3,
      diagnosis: 'needs-password',
    });
    const wrong = await third('import', at('moved.vault'), '--password-file', at('password'));
    expect({ code: wrong.code, diagnosis: wrong.json?.value.items[0].diagnosis.code }).toEqual({
      code: 3,
      diagnosis: 'wrong-password',
    });
    const taken = await third('import', at('moved.vault'), '--password-file', at('code'));
    expect(taken.json?.value.items).toEqual([
      { file: at('moved.vault'), diagnosis: { code: 'opened' }, added: [sha256], known: [], keys: 1 },
    ]);
    expect(taken.json?.value.vaultCreated.protectors).toContain('recovery-code');
    expect((await third('list')).json?.value.certificates).toMatchObject([
      { sha256, label: '工资', hasPrivateKey: true },
    ]);
  });
});
