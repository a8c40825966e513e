// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUp, newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { openssl } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const profiles = resolve(import.meta.dirname, '../../../../resources/profiles');
const name = 'Example CA 示例机构（申请文件）';

/** A profile that allows every key type. */
function anyKey(vault: CliVault): string {
  const path = join(vault.folder, 'any-key.json');
  writeFileSync(path, JSON.stringify({ name: 'Any', protocol: 'manual', url: 'https://any.example.com/' }));
  return path;
}

async function enrol(vault: CliVault, ...more: readonly string[]) {
  const csr = join(vault.folder, 'request.csr');
  const words = ['--profile', anyKey(vault), '-o', csr, '--yes', ...more];
  const answer = await vault.cli(
    'enrol',
    ...words,
    ...(more.includes('--subject') ? [] : ['--subject', 'CN=张三,C=CN']),
  );
  expect(answer).toMatchObject({ code: 0 });
  return { csr, ...answer.json?.value };
}
const requests = async (vault: CliVault) => (await vault.cli('pending')).json?.value.requests;
const refusal = ({ code, json }: Awaited<ReturnType<CliVault['cli']>>) => [
  code,
  json?.error?.code,
  json?.error?.details['reason'],
];

describe('applying by hand', () => {
  test.each([
    ['rsa-2048', 'pem'],
    ['rsa-3072', 'der'],
    ['ec-p256', 'p7b'],
    ['ec-p384', 'p12'],
    ['ed25519', 'der'],
  ] as const)('[E05] [E03] %s: openssl signs the request, and a reply as %s completes it', async (algorithm, form) => {
    const vault = await newCliVault();
    const authority = testAuthority(vault.folder);
    const { csr, pending, pem } = await enrol(vault, '--algorithm', algorithm, '--place', '网上银行');
    expect(pending).toMatchObject({ state: 'pending', algorithm, subject: 'CN=张三,C=CN', token: null });
    expect(readFileSync(csr, 'utf8')).toBe(pem);
    const shown = openssl(['req', '-in', csr, '-noout', '-verify', '-subject', '-nameopt', 'RFC2253,-esc_msb,utf8']);
    expect(shown.toString()).toContain('CN=张三,C=CN');
    const issued = authority.issue(csr, 'reply');
    const files = { pem: issued, der: '', p7b: '', p12: '' };
    if (form === 'der') files.der = authority.der(issued);
    if (form === 'p7b') files.p7b = authority.p7b(issued);
    if (form === 'p12') files.p12 = authority.p12WithoutKey(issued, 'reply');
    writeFileSync(join(vault.folder, 'reply-password'), 'reply');
    const password = form === 'p12' ? ['--password-file', join(vault.folder, 'reply-password')] : [];
    const taken = await vault.cli('pending', 'import', files[form], ...password);
    expect(taken.json).toMatchObject({
      ok: true,
      value: { request: { id: pending.id, state: 'done', problem: null } },
    });
    const certificate: string = taken.json?.value.certificate;
    const listed = (await vault.cli('list')).json?.value.certificates[0];
    expect(listed).toMatchObject({ sha256: certificate, hasPrivateKey: true, algorithm, place: '网上银行' });
    // The exported key matches the certificate.
    const p12 = join(vault.folder, 'out.p12');
    const opening = ['--passphrase-file', vault.passphraseFile, '--password-file', vault.passphraseFile];
    const exported = await vault.cli('export', certificate, '--format', 'p12', '-o', p12, ...opening);
    expect(exported.code).toBe(0);
    const read = ['pkcs12', '-in', p12, '-passin', `file:${vault.passphraseFile}`, '-nodes', '-nocerts'];
    const key = join(vault.folder, 'out.key');
    openssl([...read, '-out', key]);
    const fromKey = openssl(['pkey', '-in', key, '-pubout']);
    expect(openssl(['x509', '-in', issued, '-noout', '-pubkey'])).toEqual(fromKey);
  });

  test('[E05] a plain import recognises the certificate and completes its request', async () => {
    const vault = await newCliVault();
    const authority = testAuthority(vault.folder);
    const { csr, pending } = await enrol(vault);
    const imported = await vault.cli('import', authority.issue(csr, 'reply'));
    expect(imported.json?.value.requests).toMatchObject([{ id: pending.id, state: 'done' }]);
    const text = await runCli(['pending', '--vault', join(vault.folder, 'vault')]);
    expect(text.stdout).toMatch(
      /^No requests are pending\.\n\nAlready issued\n.*\n\d{4}-\d\d-\d\d {2}CN=张三,C=CN {2}issued {2}Any {4}ec-p256 {4}[0-9a-f]{8}\n +certificate [0-9a-f]{8}\n$/,
    );
    const events = (await vault.cli('log')).json?.value.entries.map((entry: { event: string }) => entry.event);
    for (const event of ['profile-imported', 'requested', 'request-done']) expect(events).toContain(event);
  });

  test('[E05] other names, an expired certificate or issuer and a foreign key are refused', async () => {
    const vault = await newCliVault();
    const authority = testAuthority(vault.folder);
    const { csr } = await enrol(vault);
    const other = authority.issue(csr, 'other', { subject: '/CN=李四/C=CN' });
    const answer = await vault.cli('pending', 'import', other);
    expect(refusal(answer)).toEqual([8, 'reply-refused', 'other-names']);
    const names = { asked: 'CN=张三,C=CN', subject: 'C=CN,CN=李四', otherNames: ['CN=张三'] };
    expect(answer.json?.error?.details).toMatchObject(names);
    expect(answer.json?.error?.message).toContain('--accept-names');
    const past = authority.issue(csr, 'past', { dates: ['20240101000000Z', '20250101000000Z'] });
    expect(refusal(await vault.cli('pending', 'import', past))).toEqual([8, 'reply-refused', 'expired']);
    const ended = testAuthority(vault.folder, { dates: ['20200101000000Z', '20250101000000Z'] });
    const late = ended.p7b(ended.issue(csr, 'late'));
    expect(refusal(await vault.cli('pending', 'import', late))).toEqual([8, 'reply-refused', 'issuer-expired']);
    const foreignFile = join(vault.folder, 'foreign.pem');
    const own = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', join(vault.folder, 'k'), '-subj', '/CN=x'];
    openssl(['req', ...own, '-out', foreignFile]);
    // The file includes a CA of the same name that did not sign the certificate.
    const imitated = testAuthority(vault.folder, { keyId: false });
    const sound = authority.issue(csr, 'sound');
    const mixed = join(vault.folder, 'mixed.pem');
    writeFileSync(mixed, Buffer.concat([sound, imitated.certificate].map((path) => readFileSync(path))));
    expect(refusal(await vault.cli('pending', 'import', mixed))).toEqual([8, 'reply-refused', 'chain-broken']);
    const foreign = await vault.cli('pending', 'import', foreignFile);
    expect(refusal(foreign)).toEqual([8, 'response-mismatch', undefined]);
    writeFileSync(join(vault.folder, 'letter'), 'Dear customer');
    const letter = await vault.cli('pending', 'import', join(vault.folder, 'letter'));
    expect(refusal(letter)).toEqual([5, 'not-a-certificate-file', undefined]);
    expect((await vault.cli('list')).json?.value.certificates).toEqual([]);
    expect(await requests(vault)).toMatchObject([{ state: 'pending', problem: 'chain-broken' }]);
    const accepted = await vault.cli('pending', 'import', other, '--accept-names');
    expect(accepted.json?.value).toMatchObject({ request: { state: 'done' }, otherNames: ['CN=张三'] });
    expect((await vault.cli('pending', 'import', other)).code).toBe(0);
    expect(refusal(await vault.cli('pending', 'import', sound))).toEqual([8, 'response-mismatch', undefined]);
  });

  test('[E03] a request is still answered after re-keying, export and import, backup and restore', async () => {
    const vault = await newCliVault();
    const authority = testAuthority(vault.folder);
    const { csr, pending } = await enrol(vault);
    const issued = authority.issue(csr, 'reply');
    const fresh = join(vault.folder, 'fresh');
    writeFileSync(fresh, 'another passphrase, long enough');
    const change = ['--passphrase-file', vault.passphraseFile, '--new-passphrase-file', fresh, '--rekey'];
    expect((await vault.cli('vault', 'passphrase', ...change)).code).toBe(0);
    const moved = join(vault.folder, 'moved.vault');
    expect((await vault.cli('vault', 'export', moved, '--passphrase-file', fresh)).code).toBe(0);
    const backup = await backUp({ ...vault, passphraseFile: fresh }, '--to', vault.folder);
    for (const [index, words] of [
      ['vault', 'import', moved, '--passphrase-file', fresh],
      ['backup', 'restore', backup.backup.file, '--password-file', fresh],
    ].entries()) {
      const other = await newCliVault('a third passphrase');
      const took = await other.cli(...words);
      expect({ exitCode: took.code, error: took.json?.error }, `index ${index}`).toEqual({
        exitCode: 0,
        error: undefined,
      });
      expect(await requests(other)).toMatchObject([{ id: pending.id, state: 'pending' }]);
      const verified = await other.cli('vault', 'verify', '--passphrase-file', other.passphraseFile);
      expect(verified.json?.value).toMatchObject({ clean: true, keysOpened: true });
      const taken = await other.cli('pending', 'import', issued);
      expect(taken.json?.value.request).toMatchObject({ state: 'done' });
      const listed = (await other.cli('list')).json?.value.certificates[0];
      expect(listed).toMatchObject({ hasPrivateKey: true });
    }
  });

  test('[E03] a request is exported again, and deleted with its key', async () => {
    const vault = await newCliVault();
    const { pending, pem } = await enrol(vault);
    const again = join(vault.folder, 'again.csr');
    expect((await vault.cli('pending', 'export', pending.id.slice(0, 8), '-o', again)).code).toBe(0);
    expect(readFileSync(again, 'utf8')).toBe(pem);
    expect(refusal(await vault.cli('pending', 'delete', pending.id))).toEqual([7, 'not-confirmed', undefined]);
    expect((await vault.cli('pending', 'delete', pending.id, '--yes')).json?.value).toMatchObject({ keys: 1 });
    expect(await requests(vault)).toEqual([]);
    const verified = await vault.cli('vault', 'verify', '--passphrase-file', vault.passphraseFile);
    expect(verified.json?.value).toMatchObject({ clean: true, keys: 0 });
  });

  test('[E05] an invalid subject is refused with its reason before a key is made', async () => {
    const vault = await newCliVault();
    const asked = async (subject: string) =>
      vault.cli('enrol', '--profile', join(profiles, 'manual.json'), '--subject', subject);
    const country = await asked('CN=x,C=CHN');
    expect(refusal(country)).toEqual([2, 'invalid-input', 'country']);
    expect(country.json?.error?.message).toBe('Use two letters for C (country), such as CN.');
    expect(refusal(await asked('O=x'))).toEqual([2, 'invalid-input', 'missing-field']);
    const type = await vault.cli('enrol', '--profile', name, '--subject', 'CN=x', '--algorithm', 'ed25519');
    expect(refusal(type)).toEqual([2, 'usage', undefined]);
    expect(await requests(vault)).toEqual([]);
    // By default, `enrol` uses the profile's first key type and prints the request.
    const text = await runCli([
      'enrol',
      '--profile',
      name,
      '--subject',
      'CN=x',
      '--vault',
      join(vault.folder, 'vault'),
    ]);
    expect(text.stdout).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n[\s\S]+-----END CERTIFICATE REQUEST-----\n$/);
    expect(text.stderr).toContain('Paste the text below into the page at ca.example.com.');
    expect(await requests(vault)).toMatchObject([{ algorithm: 'rsa-2048', profile: { name, host: 'ca.example.com' } }]);
  });
});

describe('CA profiles', () => {
  test('[E01] a profile is unverified until its host is typed; cmp and est ask, web shows its page', async () => {
    const vault = await newCliVault();
    const imported = await vault.cli('profiles', 'import', join(profiles, 'web.json'));
    expect(imported.json?.value.profile).toMatchObject({ confirmedAt: null, host: { ascii: 'ca.example.com' } });
    const web = await runCli(['enrol', '--profile', 'ca.example.com', '--vault', join(vault.folder, 'vault')]);
    for (const part of [
      'Not confirmed yet',
      'https://ca.example.com/apply',
      'Reference number',
      '1. Open the address',
    ]) {
      expect(web.stdout).toContain(part);
    }
    const confirm = ['profiles', 'confirm', 'ca.example.com', '--passphrase-file', vault.passphraseFile, '--host'];
    expect(refusal(await vault.cli(...confirm, 'ca.examp1e.com'))).toEqual([8, 'host-mismatch', undefined]);
    expect((await vault.cli(...confirm, 'CA.example.com')).json?.value.profile.confirmedAt).not.toBeNull();
    const held = (await vault.cli('profiles', 'list')).json?.value.profiles[0];
    expect(held.confirmedAt).not.toBeNull();
    const asking = async (protocol: string) =>
      vault.cli('enrol', '--profile', join(profiles, `${protocol}.json`), '--subject', 'CN=x');
    expect(refusal(await asking('cmp'))).toEqual([7, 'not-confirmed', undefined]);
    expect(refusal(await asking('est'))).toEqual([7, 'not-confirmed', undefined]);
    expect((await vault.cli('profiles', 'remove', held.id)).code).toBe(0);
    expect(refusal(await vault.cli('enrol', '--profile', 'ca.example.com'))).toEqual([6, 'not-found', undefined]);
    const verified = await vault.cli('vault', 'verify', '--passphrase-file', vault.passphraseFile);
    expect(verified.json?.value).toMatchObject({ clean: true });
  });

  test('[E01] an anchor that is not a certificate and a file that is not a profile are refused', async () => {
    const vault = await newCliVault();
    const path = join(vault.folder, 'p.json');
    const least = { name: 'x', protocol: 'manual', url: 'https://x.example/' };
    const importing = async (value: unknown) => {
      writeFileSync(path, JSON.stringify(value));
      return vault.cli('profiles', 'import', path);
    };
    expect(refusal(await importing({ ...least, anchor: 'MIIB' }))).toEqual([5, 'profile-invalid', 'member']);
    const anchor = readFileSync(testAuthority(vault.folder).certificate, 'utf8');
    expect((await importing({ ...least, anchor })).code).toBe(0);
    expect(refusal(await importing({ ...least, url: 'http://x.example/' }))).toEqual([5, 'profile-invalid', 'member']);
    expect((await vault.cli('profiles', 'list')).json?.value.profiles).toHaveLength(1);
  });
});
