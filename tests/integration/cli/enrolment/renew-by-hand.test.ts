// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newCliVault } from '../../../support/backup/cli-vault.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { openssl } from '../../../support/openssl/openssl.ts';

const subject = 'CN=张三,C=CN';

/** A vault with a manually requested certificate that expires in 20 days. */
async function withCertificate() {
  const vault = await newCliVault();
  const authority = testAuthority(vault.folder);
  const [profile, csr] = [join(vault.folder, 'manual.json'), join(vault.folder, 'first.csr')];
  writeFileSync(profile, JSON.stringify({ name: '人工', protocol: 'manual', url: 'https://ca.example.com/' }));
  await vault.cli('enrol', '--profile', profile, '--subject', subject, '-o', csr);
  const taken = await vault.cli('pending', 'import', authority.issue(csr, 'first', { days: 20 }));
  const old: string = taken.json?.value.certificate;
  const requests = async () => (await vault.cli('pending')).json?.value.requests;
  return { vault, authority, old, csr, requests, cli: vault.cli };
}

const publicKeyOf = (csr: string) => openssl(['req', '-in', csr, '-noout', '-pubkey']).toString();

test('[E05] [E07] [A01] renew writes a request with a new key, and its reply replaces the old one', async () => {
  const { vault, authority, old, csr, requests, cli } = await withCertificate();
  const file = join(vault.folder, 'renewal.csr');
  const begun = (await cli('renew', old, '-o', file)).json?.value;
  expect(begun).toMatchObject({ file, renews: old, pem: readFileSync(file, 'utf8') });
  expect(begun.pending).toMatchObject({ state: 'pending', purpose: 'renew', renews: old, subject });
  expect(begun.pending.profile).toMatchObject({ name: '人工', protocol: 'manual' });
  const shown = openssl(['req', '-in', file, '-noout', '-verify', '-subject', '-nameopt', 'RFC2253,-esc_msb,utf8']);
  expect(shown.toString()).toContain(subject);
  expect(publicKeyOf(file)).not.toBe(publicKeyOf(csr));
  // Repeating `renew` makes no second key and overwrites no file.
  expect((await cli('renew', old)).json?.value).toEqual({ ...begun, file: null });
  expect((await cli('renew', old, '-o', file)).json?.error?.code).toBe('file-exists');
  expect(await requests()).toHaveLength(2);
  const taken = await cli('pending', 'import', authority.issue(file, 'second', { days: 365 }));
  expect(taken.json?.value).toMatchObject({ request: { id: begun.pending.id, state: 'done' } });
  const certificate: string = taken.json?.value.certificate;
  expect((await cli('show', old)).json?.value.certificate).toMatchObject({
    status: 'superseded',
    supersededBy: certificate,
  });
  // Now `renew` reports the new certificate and makes no request.
  const again = await cli('renew', old, '--no-install', '--passphrase-file', vault.passphraseFile);
  expect(again.json?.value).toMatchObject({ certificate, renews: old });
  expect(await requests()).toHaveLength(2);
});

test('[E05] [E07] [A01] --same-key renews under the old key, and needs an unlocked vault', async () => {
  const { vault, old, csr, requests, cli } = await withCertificate();
  const file = join(vault.folder, 'same.csr');
  const shut = await cli('renew', old, '--same-key', '-o', file);
  expect({ exitCode: shut.code, error: shut.json?.error?.code, requests: (await requests()).length }).toEqual({
    exitCode: 7,
    error: 'vault-locked',
    requests: 1,
  });
  const opened = ['--passphrase-file', vault.passphraseFile];
  const same = await cli('renew', old, '--same-key', '-o', file, ...opened);
  expect(same.json?.value.pending).toMatchObject({ purpose: 'renew', renews: old, state: 'pending' });
  expect(publicKeyOf(file)).toBe(publicKeyOf(csr));
  const web = join(vault.folder, 'web.json');
  writeFileSync(web, JSON.stringify({ name: '网页', protocol: 'web', url: 'https://bank.example/' }));
  const wrong = await cli('renew', old, '--profile', web, '-o', file, '--yes');
  expect({ code: wrong.code, details: wrong.json?.error?.details }).toEqual({
    code: 2,
    details: { option: '--output', reason: 'guide-protocol', protocol: 'web', only: 'manual' },
  });
});

test('[E07] [A01] a wrong secret starts no renewal, and an option that does not apply is named', async () => {
  const { vault, old, requests, cli } = await withCertificate();
  const wrong = join(vault.folder, 'wrong');
  writeFileSync(wrong, 'not the passphrase', { mode: 0o600 });
  const web = join(vault.folder, 'web.json');
  writeFileSync(web, JSON.stringify({ name: '网页', protocol: 'web', url: 'https://bank.example/' }));
  const refusal = async (...argv: readonly string[]) => {
    const { code, json } = await cli('renew', old, '--yes', ...argv);
    return [code, json?.error?.details['option'] ?? json?.error?.code];
  };
  expect(await refusal('--passphrase-file', wrong)).toEqual([3, 'wrong-secret']);
  expect(await refusal('--profile', web, '--passphrase-file', wrong)).toEqual([3, 'wrong-secret']);
  expect(await refusal('--profile', web, '--algorithm', 'rsa-2048')).toEqual([2, '--algorithm']);
  expect(await refusal('--anchor', wrong)).toEqual([2, '--anchor']);
  expect({
    requests: await requests(),
    webEnrolments: (await cli('pending')).json?.value.webEnrolments ?? [],
  }).toMatchObject({ requests: [{ state: 'done' }], webEnrolments: [] });
  expect((await cli('renew', old)).code).toBe(0);
  expect(await refusal('--key', 'token:4711')).toEqual([2, '--key']);
  expect(await refusal('--same-key')).toEqual([2, '--same-key']);
});
