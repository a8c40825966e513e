// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import type { IdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { commandLineOnWindows, runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-cli-'));
const vault = join(folder, 'vault');
const passphrase = join(folder, 'passphrase');
const password = join(folder, 'p12-password');
let zhang: IdentityFiles;
let recoveryCode = '';

async function cli(...argv: string[]) {
  return runCli([...argv, '--json', '--vault', vault]);
}

function opensslText(...argv: string[]): string {
  return execFileSync('openssl', argv, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

beforeAll(() => {
  writeFileSync(passphrase, '我的主密码 long enough\n');
  writeFileSync(password, 'correct horse');
  zhang = makeIdentityFiles(folder, 'zhang', {
    subject: '/CN=051@张三@110101199001011234@1/O=测试银行/C=CN',
    days: 200,
  });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the main job on the command line, against OpenSSL', () => {
  test('[A01] without a vault, commands answer vault-missing with exit 6', async () => {
    for (const command of [['list'], ['vault', 'status'], ['check'], ['show', 'a'.repeat(64)]]) {
      const answer = await cli(...command);
      expect({ exitCode: answer.code, error: answer.json?.error?.code }).toEqual({
        exitCode: 6,
        error: 'vault-missing',
      });
    }
  });

  test('[K01] [K02] vault init makes protectors and prints the recovery code once', async () => {
    const answer = await cli('vault', 'init', '--passphrase-file', passphrase);
    expect(answer.code).toBe(0);
    const created = answer.json?.value.vaultCreated;
    expect(created.protectors).toContain('passphrase');
    expect(created.protectors).toContain('recovery-code');
    recoveryCode = created.recoveryCode;
    expect(recoveryCode.length).toBeGreaterThan(26);
    expect((await cli('vault', 'init')).json?.error?.code).toBe('vault-exists');
  });

  test('[K02] unlock accepts passphrase and recovery code, and exits with 3 for a wrong one', async () => {
    expect((await cli('vault', 'unlock', '--passphrase-file', passphrase)).code).toBe(0);
    const code = await runCli(['vault', 'unlock', '--recovery-code-stdin', '--json', '--vault', vault], {
      stdin: `${recoveryCode.toLowerCase()}\n`,
    });
    expect(code.json?.value).toEqual({ opens: true, protector: 'recovery-code' });
    const wrong = await cli('vault', 'unlock', '--passphrase-file', password);
    expect({ exitCode: wrong.code, error: wrong.json?.error?.code }).toEqual({ exitCode: 3, error: 'wrong-secret' });
  });

  test('[F01] [K03] import needs no unlock and reports what it committed', async () => {
    const answer = await cli('import', zhang.p12, '--password-file', password);
    expect(answer.code).toBe(0);
    expect(answer.json?.value.items).toEqual([
      { file: zhang.p12, diagnosis: { code: 'opened' }, added: [zhang.sha256], known: [], keys: 1 },
    ]);
    const events = answer.stderr
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as object);
    expect(events).toContainEqual({ event: 'committed', sha256: [zhang.sha256] });
    const again = await cli('import', zhang.p12, '--password-file', password);
    expect(again.json?.value.items[0]).toMatchObject({ added: [], known: [zhang.sha256] });
  });

  test('[L01] list masks the identity number and shows the name', async () => {
    const { json } = await cli('list');
    expect(json?.value.certificates).toHaveLength(1);
    const [row] = json?.value.certificates ?? [];
    expect(row).toMatchObject({ sha256: zhang.sha256, displayName: '张三', status: 'valid', hasPrivateKey: true });
    expect(row.algorithm).toBe('ec-p256');
    expect(row.subject).toContain('1101**********1234');
    expect(JSON.stringify(json)).not.toContain('110101199001011234');
    expect(row.serial).toBe(
      opensslText('x509', '-in', zhang.certificate, '-noout', '-serial')
        .split('=')[1]
        ?.trim()
        .toLowerCase()
        .replace(/^0+/, ''),
    );
  });

  test.each(['张', '张三', '测试银行', '051@'])('[L02] search finds %s', async (text) => {
    expect((await cli('list', '--search', text)).json?.value.certificates).toHaveLength(1);
    expect((await cli('list', '--search', `${text}不存在`)).json?.value.certificates).toHaveLength(0);
  });

  test('[L03] show gives the whole subject, by prefix and by label', async () => {
    const shown = await cli('show', zhang.sha256.slice(0, 8));
    expect(shown.json?.value.certificate.subject).toContain('110101199001011234');
    expect((await cli('show', zhang.sha256.slice(0, 7))).code).toBe(2);
    expect((await cli('show', 'f'.repeat(64))).code).toBe(6);
  });

  test('[K06] set writes label, place, note and tags; the note is encrypted', async () => {
    const set = await cli(
      'set',
      zhang.sha256,
      '--label',
      '工资卡',
      '--place',
      '家里的电脑',
      '--note',
      '秘密备注',
      '--tag',
      '+银行,+旧',
    );
    expect(set.json?.value.certificates[0]).toMatchObject({
      label: '工资卡',
      place: '家里的电脑',
      tags: ['银行', '旧'],
    });
    expect((await cli('set', 'label:工资卡', '--tag', '-旧')).json?.value.certificates[0].tags).toEqual(['银行']);
    const locked = await cli('show', 'label:工资卡');
    expect(locked.json?.value.certificate).toMatchObject({ note: null, noteLocked: true });
    const open = await cli('show', 'label:工资卡', '--passphrase-file', passphrase);
    expect(open.json?.value.certificate).toMatchObject({ note: '秘密备注', noteLocked: false });
    // `set` shows the note only when changing it.
    const opened = async (...change: string[]) =>
      (await cli('set', 'label:工资卡', ...change, '--passphrase-file', passphrase)).json?.value.certificates[0];
    expect(await opened('--place', '家里的电脑')).toMatchObject({ label: '工资卡', note: null, noteLocked: true });
    expect(await opened('--note', '秘密备注')).toMatchObject({ note: '秘密备注', noteLocked: false });
    expect(readFileSync(join(vault, 'vault.sqlite')).includes(Buffer.from('秘密备注'))).toBe(false);
  });

  test('[K03] export of a key from a locked vault is refused with exit 7', async () => {
    const out = join(folder, 'refused.p12');
    const answer = await cli('export', zhang.sha256, '--format', 'p12', '--password-file', password, '-o', out);
    expect({ exitCode: answer.code, error: answer.json?.error?.code }).toEqual({ exitCode: 7, error: 'vault-locked' });
    expect(() => statSync(out)).toThrow();
  });

  test.each(['modern', 'compatible'])('[F06] export p12 %s opens in OpenSSL with the same key', async (profile) => {
    const out = join(folder, `out-${profile}.p12`);
    const unlock = ['--passphrase-file', passphrase, '--password-file', password];
    const answer = await cli('export', 'label:工资卡', '--format', 'p12', '--profile', profile, ...unlock, '-o', out);
    expect(answer.code).toBe(0);
    expect(answer.json?.value).toMatchObject({ withKey: true, certificates: 1 });
    const legacy = profile === 'compatible' ? ['-legacy'] : [];
    const pem = opensslText('pkcs12', '-in', out, '-nodes', ...legacy, '-passin', `file:${password}`);
    writeFileSync(join(folder, 'reopened.pem'), pem);
    expect(opensslText('pkey', '-in', join(folder, 'reopened.pem'), '-pubout')).toBe(
      opensslText('x509', '-in', zhang.certificate, '-noout', '-pubkey'),
    );
    // Windows has access control lists instead of modes.
    if (!commandLineOnWindows) expect(statSync(out).mode & 0o777).toBe(0o600);
    const second = await cli('export', 'label:工资卡', '--format', 'p12', ...unlock, '-o', out);
    expect(second.json?.error?.code).toBe('file-exists');
  });

  test.each([
    ['pem', ['x509', '-noout', '-fingerprint', '-sha256', '-in']],
    ['der', ['x509', '-noout', '-fingerprint', '-sha256', '-inform', 'DER', '-in']],
    ['p7b', ['pkcs7', '-print_certs', '-inform', 'DER', '-in']],
  ])('[F06] export %s needs no unlock and opens in OpenSSL', async (format, argv) => {
    const out = join(folder, `out.${format}`);
    expect((await cli('export', zhang.sha256, '--format', format, '-o', out)).code).toBe(0);
    const text = opensslText(...argv, out);
    if (format === 'p7b') expect(text).toContain('BEGIN CERTIFICATE');
    else expect(text.replaceAll(':', '').toLowerCase()).toContain(zhang.sha256);
  });

  test('[F06] export pkcs8 opens in OpenSSL with its password', async () => {
    const out = join(folder, 'out.p8');
    const unlock = ['--passphrase-file', passphrase, '--password-file', password];
    expect((await cli('export', zhang.sha256, '--format', 'pkcs8', ...unlock, '-o', out)).code).toBe(0);
    expect(opensslText('pkey', '-in', out, '-passin', `file:${password}`, '-pubout')).toBe(
      opensslText('x509', '-in', zhang.certificate, '-noout', '-pubkey'),
    );
  });

  test('[A01] [R05] check exits with 0 when nothing expires, and with 10 within the limit', async () => {
    expect((await cli('check')).code).toBe(0);
    const soon = await cli('check', '--days', '300');
    expect(soon.code).toBe(10);
    expect(soon.json?.value.certificates).toHaveLength(1);
  });

  test('[K08] vault verify reports a clean vault, locked and unlocked', async () => {
    expect((await cli('vault', 'verify')).json?.value).toMatchObject({ clean: true, keysOpened: false });
    const opened = await cli('vault', 'verify', '--passphrase-file', passphrase);
    expect(opened.json?.value).toMatchObject({ clean: true, keysOpened: true, keys: 1, certificates: 1 });
  });

  test('[L02] list as CSV defuses formulas', async () => {
    await cli('set', zhang.sha256, '--label', '=1+1');
    const csv = await runCli(['list', '--format', 'csv', '--vault', vault]);
    expect(csv.stdout).toContain(`,'=1+1,`);
  });
});
