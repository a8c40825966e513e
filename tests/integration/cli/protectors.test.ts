// SPDX-License-Identifier: Apache-2.0
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles, type IdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-protectors-'));
const vault = join(folder, 'vault');
const secret = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, `${text}\n`);
  return file;
};
const first = secret('first', '第一个主密码 one');
const second = secret('second', '第二个主密码 two');
const third = secret('third', '第三个主密码 three');
let identity: IdentityFiles;
let code = '';

async function cli(...argv: string[]) {
  return await runCli([...argv, '--json', '--vault', vault]);
}

beforeAll(() => {
  identity = makeIdentityFiles(folder, 'li', { subject: '/CN=李四' });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('protectors on the command line', () => {
  test('[K02] a passphrase for a vault without one is refused, naming the unlock methods that are set', async () => {
    const made = await cli('import', identity.p12, '--password-file', secret('p12', identity.password));
    expect(made.json?.value.vaultCreated.protectors).toEqual(['recovery-code']);
    code = secret('code', made.json?.value.vaultCreated.recoveryCode);
    const wrong = await cli('vault', 'unlock', '--passphrase-file', first);
    expect(wrong.json?.error).toMatchObject({
      code: 'not-available',
      message:
        'This vault does not unlock with a passphrase. It unlocks with: recovery code. Use --recovery-code-file. To add this unlock method, run certsteward vault passphrase.',
      details: { what: 'passphrase', set: ['recovery-code'] },
    });
    expect((await cli('vault', 'passphrase', '--new-passphrase-file', first)).json?.error?.code).toBe('secret-missing');
  });

  test('[K05] vault passphrase sets the first passphrase with the recovery code', async () => {
    const answer = await cli('vault', 'passphrase', '--recovery-code-file', code, '--new-passphrase-file', first);
    expect(answer.code).toBe(0);
    expect(answer.json?.value).toEqual({
      protectors: ['recovery-code', 'passphrase'],
      rekeyed: false,
      oldCopiesOpenWithOldSecret: false,
    });
    expect((await cli('vault', 'unlock', '--passphrase-file', first)).code).toBe(0);
  });

  test('[K04] vault passphrase --rekey re-encrypts the vault with progress and warns about old copies', async () => {
    const text = ['vault', 'passphrase', '--passphrase-file', first, '--new-passphrase-file', second, '--rekey'];
    const answer = await runCli([...text, '--vault', vault]);
    expect(answer.code).toBe(0);
    expect(answer.stdout).toContain('Every private key and note was re-encrypted');
    expect(answer.stdout).toContain('Old copies of the vault and old backups still open with the old passphrase');
    expect(answer.stderr).toContain('Re-encrypting: 100%');
    const old = await cli('vault', 'unlock', '--passphrase-file', first);
    expect({ exitCode: old.code, error: old.json?.error?.code }).toEqual({ exitCode: 3, error: 'wrong-secret' });
    const verified = await cli('vault', 'verify', '--passphrase-file', second);
    expect(verified.json?.value).toMatchObject({ clean: true, keys: 1, keysOpened: true });
  });

  test('[K04] a missing or empty new passphrase and an unknown or absent protector are refused', async () => {
    const missing = await cli('vault', 'passphrase', '--passphrase-file', second);
    expect({ code: missing.code, details: missing.json?.error?.details }).toEqual({
      code: 2,
      details: { option: '--new-passphrase-file' },
    });
    const empty = await cli(
      'vault',
      'passphrase',
      '--passphrase-file',
      second,
      '--new-passphrase-file',
      secret('empty', ''),
    );
    expect({ exitCode: empty.code, error: empty.json?.error?.code }).toEqual({ exitCode: 3, error: 'secret-required' });
    expect((await cli('vault', 'protector', 'remove', 'fingerprint')).code).toBe(2);
    const noToken = await cli('vault', 'protector', 'remove', 'token', '--passphrase-file', second);
    expect({ exitCode: noToken.code, error: noToken.json?.error?.code }).toEqual({
      exitCode: 1,
      error: 'not-available',
    });
    expect((await cli('vault', 'protector', 'add', 'passphrase')).code).toBe(2);
    expect((await cli('vault', 'protector', 'remove')).code).toBe(2);
  });

  test('[K05] vault recovery-code prints a new code, marks it as saved and invalidates the old one', async () => {
    const answer = await cli('vault', 'recovery-code', '--passphrase-file', second);
    expect(answer.code).toBe(0);
    const next = secret('next-code', answer.json?.value.recoveryCode);
    expect((await cli('vault', 'unlock', '--recovery-code-file', code)).json?.error?.code).toBe('wrong-secret');
    expect((await cli('vault', 'unlock', '--recovery-code-file', next)).code).toBe(0);
    expect((await cli('vault', 'status')).json?.value.recoverySaved).toBe(true);
    code = next;
  });

  test('[A01] [B05] vault recovery-code -o writes the code to a sheet only, never beside a vault', async () => {
    const beside = join(folder, 'other', 'sheet.txt');
    mkdirSync(join(folder, 'other'));
    copyFileSync(join(vault, 'vault.sqlite'), join(folder, 'other', 'vault.sqlite'));
    const refused = await cli('vault', 'recovery-code', '-o', beside, '--passphrase-file', second);
    expect([refused.code, refused.json?.error?.code, existsSync(beside)]).toEqual([1, 'place-refused', false]);
    // The old recovery code still works.
    expect((await cli('vault', 'unlock', '--recovery-code-file', code)).code).toBe(0);
    mkdirSync(join(folder, 'stick'));
    const sheet = join(folder, 'stick', 'sheet.txt');
    const written = await cli('vault', 'recovery-code', '-o', sheet, '--passphrase-file', second);
    expect([written.code, written.json?.value.file]).toEqual([0, sheet]);
    const [, , , printed = ''] = readFileSync(sheet, 'utf8').split('\n');
    expect(printed).toMatch(/^[0-9A-Z]+(?:-[0-9A-Z]+)+$/);
    expect(written.stdout + written.stderr).not.toContain(printed);
    expect(statSync(sheet).mode & 0o777).toBe(0o600);
    const next = secret('sheet-code', printed);
    expect((await cli('vault', 'unlock', '--recovery-code-file', code)).json?.error?.code).toBe('wrong-secret');
    expect((await cli('vault', 'unlock', '--recovery-code-file', next)).code).toBe(0);
    code = next;
  });

  test('[K05] the recovery code replaces a lost passphrase, which no longer unlocks the vault', async () => {
    const answer = await cli(
      'vault',
      'passphrase',
      '--recovery-code-file',
      code,
      '--new-passphrase-file',
      third,
      '--rekey',
    );
    expect(answer.json?.value).toMatchObject({ rekeyed: true });
    expect((await cli('vault', 'unlock', '--passphrase-file', second)).json?.error?.code).toBe('wrong-secret');
  });

  test('[K04] vault protector remove re-keys, needs the remaining secret and keeps the last protector', async () => {
    const missing = await cli('vault', 'protector', 'remove', 'recovery-code', '--recovery-code-file', code);
    expect({ exitCode: missing.code, error: missing.json?.error?.code }).toEqual({
      exitCode: 3,
      error: 'secret-required',
    });
    expect(missing.json?.error?.message).toContain('--passphrase-file');
    const removed = await cli('vault', 'protector', 'remove', 'recovery-code', '--passphrase-file', third);
    expect(removed.json?.value).toMatchObject({ protectors: ['passphrase'], rekeyed: true });
    expect((await cli('vault', 'unlock', '--recovery-code-file', code)).json?.error?.code).toBe('not-available');
    const last = await cli('vault', 'protector', 'remove', 'passphrase', '--passphrase-file', third);
    expect({ exitCode: last.code, error: last.json?.error?.code }).toEqual({ exitCode: 7, error: 'last-protector' });
    const key = join(folder, 'out.key');
    const exported = await cli('export', identity.sha256, '--format', 'pem', '-o', key, '--passphrase-file', third);
    expect(exported.code).toBe(0);
    expect((await cli('vault', 'verify', '--passphrase-file', third)).json?.value).toMatchObject({ clean: true });
  });
});
