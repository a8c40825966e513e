// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-cli-watch-'));
const vault = join(folder, 'vault');
const number = '110101199001011234';
let sha256 = '';
let withKey = '';

async function cli(...argv: string[]) {
  return runCli([...argv, '--json', '--vault', vault], { environment: { TZ: 'Asia/Shanghai' } });
}
const errorOf = (answer: Awaited<ReturnType<typeof cli>>) => [answer.code, answer.json?.error?.code];

function dayFromNow(days: number): string {
  const shanghai = new Date(Date.now() + 8 * 3600_000 + days * 86_400_000);
  return shanghai.toISOString().slice(0, 10);
}

beforeAll(async () => {
  writeFileSync(join(folder, 'passphrase'), 'a passphrase of four words');
  const token = makeIdentityFiles(folder, 'token', {
    subject: `/CN=051@张三@${number}@1/C=CN`,
    days: 20,
    key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-addext', 'basicConstraints=critical,CA:FALSE'],
  });
  execFileSync('openssl', ['x509', '-in', token.certificate, '-outform', 'DER', '-out', join(folder, 'token.cer')]);
  ({ sha256 } = token);
  const own = makeIdentityFiles(folder, 'own', { subject: '/CN=own', days: 200 });
  withKey = own.sha256;
  writeFileSync(join(folder, 'password'), own.password);
  writeFileSync(join(folder, 'letter.cer'), 'Dear bank');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('watch only', () => {
  test('[D04] adding a name and a date needs no existing vault and no secret', async () => {
    expect(errorOf(await cli('watch', 'list'))).toEqual([6, 'vault-missing']);
    const lastDay = dayFromNow(100);
    const added = await cli('watch', 'add', '--name', `张三 ${number}`, '--until', lastDay, '--place', ' 工商银行 ');
    expect(added.code).toBe(0);
    const [entry] = added.json?.value.entries ?? [];
    expect(entry).toMatchObject({ sha256: null, place: '工商银行', status: 'valid', daysLeft: 100 });
    expect(entry.name).toBe('张三 1101**********1234');
    expect(new Date(Date.parse(entry.notAfter) + 8 * 3600_000).toISOString()).toBe(`${lastDay}T23:59:59.999Z`);
    expect(added.stdout).not.toContain(number);
    expect((await cli('watch', 'list')).json?.value.entries).toEqual([entry]);
  });

  test('[D04] adding a .cer stores a watched certificate whose key is shown as elsewhere', async () => {
    const added = await cli('watch', 'add', join(folder, 'token.cer'), '--place', '建设银行');
    expect(added.json?.value).toMatchObject({
      withKey: [],
      entries: [{ sha256, place: '建设银行', status: 'expiring' }],
    });
    expect(added.stdout).not.toContain(number);
    const [listed] = (await cli('list')).json?.value.certificates ?? [];
    expect(listed).toMatchObject({ sha256, watched: true, hasPrivateKey: false, place: '建设银行' });
    const entries = (await cli('watch', 'list')).json?.value.entries as { sha256: string | null }[];
    expect(entries.map((each) => each.sha256)).toEqual([sha256, null]);
    expect((await runCli(['list', '--vault', vault])).stdout).toMatch(/ {2}elsewhere {2}/);
  });

  test('[D04] [R05] check counts the watched date and the watched certificate once each', async () => {
    const soon = await cli('check', '--days', '30');
    expect(soon.code).toBe(10);
    expect(soon.json?.value).toMatchObject({ certificates: [{ sha256 }], watched: [{ sha256, daysLeft: 20 }] });
    const later = await cli('check', '--days', '150');
    expect(later.json?.value.watched).toHaveLength(2);
    const text = await runCli(['check', '--days', '150', '--vault', vault]);
    expect(text.stdout.trim().split('\n')).toHaveLength(3);
    expect((await cli('check', '--days', '5')).code).toBe(0);
  });

  test('[D04] a certificate with its key in the vault is reported and not added', async () => {
    const files = ['--password-file', join(folder, 'password'), '--passphrase-file', join(folder, 'passphrase')];
    await cli('import', join(folder, 'own.p12'), ...files);
    const answer = await cli('watch', 'add', join(folder, 'own.pem'));
    expect({ code: answer.code, value: answer.json?.value }).toEqual({
      code: 0,
      value: { entries: [], withKey: [withKey] },
    });
    expect((await cli('watch', 'list')).json?.value.entries).toHaveLength(2);
  });

  test('[D04] watch add refuses unsuitable files and incomplete options and writes nothing', async () => {
    const before = (await cli('list')).json?.value.certificates;
    const notWatched = [join(folder, 'own.pem'), join(folder, 'letter.cer')];
    expect(errorOf(await cli('watch', 'add', ...notWatched))).toEqual([5, 'not-a-certificate-file']);
    expect(errorOf(await cli('watch', 'add', join(folder, 'none.cer')))).toEqual([6, 'file-unreadable']);
    expect(errorOf(await cli('watch', 'add', join(folder, 'own.p12')))).toEqual([3, 'needs-password']);
    expect(errorOf(await cli('watch', 'add'))).toEqual([2, 'usage']);
    expect(errorOf(await cli('watch', 'add', '--name', 'x'))).toEqual([2, 'usage']);
    expect(errorOf(await cli('watch', 'add', '--name', 'x', '--until', '2027-02-29'))).toEqual([2, 'usage']);
    expect(errorOf(await cli('watch', 'add', '--until', '2027-02-28'))).toEqual([2, 'usage']);
    const both = ['watch', 'add', join(folder, 'own.pem'), '--name', 'x'];
    expect(errorOf(await cli(...both))).toEqual([2, 'usage']);
    expect((await cli('list')).json?.value.certificates).toEqual(before);
  });

  test('[D04] [K10] delete pauses watching, restore resumes it, and watch remove keeps the certificate', async () => {
    await cli('delete', sha256, '--yes');
    expect((await cli('watch', 'list')).json?.value.entries).toHaveLength(1);
    expect((await cli('check', '--days', '30')).code).toBe(0);
    await cli('trash', 'restore', sha256);
    expect((await cli('check', '--days', '30')).code).toBe(10);
    expect(errorOf(await cli('watch', 'remove', sha256.slice(0, 8), 'ffffffff'))).toEqual([6, 'not-found']);
    expect(errorOf(await cli('watch', 'remove', 'ff'))).toEqual([2, 'usage']);
    const { entries } = (await cli('watch', 'list')).json?.value ?? {};
    const typed = entries.find((each: { sha256: string | null }) => each.sha256 === null);
    const removed = await cli('watch', 'remove', sha256.slice(0, 8), typed.id.slice(0, 8));
    expect(removed.json?.value.removed).toHaveLength(2);
    expect((await cli('watch', 'list')).json?.value.entries).toEqual([]);
    expect((await cli('show', sha256)).json?.value.certificate).toMatchObject({ watched: false });
    const log = (await cli('log')).json?.value.entries as { event: string }[];
    expect(log.filter(({ event }) => event === 'watched' || event === 'unwatched')).toHaveLength(4);
  });
});
