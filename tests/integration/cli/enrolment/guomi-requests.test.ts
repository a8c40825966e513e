// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { encodingOf, listChildren, readElement, readWhole, tags } from '../../../../main/x509/der/der-reader.ts';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { startCmpServer, type CmpServerOptions } from '../../../support/enrolment/cmp-server.ts';
import { anchored, ownOf, refusal, secretFile } from '../../../support/enrolment/est-cli.ts';
import { certsOnly, startEstImitation } from '../../../support/enrolment/est-imitation.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { missingTools, openssl, skipReason, sm2Verifying } from '../../../support/openssl/openssl.ts';

const missing = missingTools('openssl');
const standardId = ['-sigopt', 'distid:1234567812345678'];
const opening = (vault: CliVault): string[] => ['--passphrase-file', vault.passphraseFile];

function profile(vault: CliVault, content: Readonly<Record<string, unknown>>): string {
  const path = join(vault.folder, `${crypto.randomUUID().slice(0, 8)}.json`);
  writeFileSync(path, JSON.stringify({ name: 'SM2', url: 'https://sm2.example.com/', ...content }));
  return path;
}

/** Checks with OpenSSL that the exported key matches the certificate. */
async function expectKeyOf(vault: CliVault, sha256: string): Promise<void> {
  const [p12, key, pem] = ['out.p12', 'out.key', 'out.pem'].map((name) => join(vault.folder, name)) as [
    string,
    string,
    string,
  ];
  const secrets = [...opening(vault), '--password-file', vault.passphraseFile, '--force'];
  expect((await vault.cli('export', sha256, '--format', 'p12', '-o', p12, ...secrets)).json?.error).toBeUndefined();
  const reading = ['pkcs12', '-in', p12, '-passin', `file:${vault.passphraseFile}`];
  openssl([...reading, '-nodes', '-nocerts', '-out', key]);
  openssl([...reading, '-nokeys', '-clcerts', '-out', pem]);
  expect(openssl(['pkey', '-in', key, '-pubout'])).toEqual(openssl(['x509', '-in', pem, '-noout', '-pubkey']));
}

describe.skipIf(missing.length > 0)(`applying with SM2 keys${skipReason(missing)}`, () => {
  test('[G05] [E05] OpenSSL verifies and answers a manual request under the standard user ID', async () => {
    const vault = await newCliVault();
    const authority = testAuthority(vault.folder, { algorithm: 'sm2' });
    const csr = join(vault.folder, 'sm2.csr');
    const manual = profile(vault, { protocol: 'manual', keyTypes: ['sm2'] });
    const subject = ['--subject', 'CN=051@张三@Z110@1,O=测试机构,C=CN'];
    const answer = await vault.cli('enrol', '--profile', manual, ...subject, '-o', csr, '--yes');
    expect(answer.json?.value.pending).toMatchObject({ state: 'pending', algorithm: 'sm2' });
    const verified = openssl(['req', '-in', csr, '-verify', '-noout', '-text', ...sm2Verifying]).toString();
    expect(verified).toContain('SM2-with-SM3');
    expect(() => openssl(['req', '-in', csr, '-verify', '-noout'])).toThrow('verify failure');
    const issued = authority.issue(csr, 'reply');
    const taken = await vault.cli('pending', 'import', issued);
    expect(taken.json?.value).toMatchObject({ request: { state: 'done', problem: null } });
    const sha256: string = taken.json?.value.certificate;
    expect(await ownOf(vault)).toMatchObject([{ sha256, algorithm: 'sm2', status: 'valid' }]);
    await expectKeyOf(vault, sha256);
    const proven = await vault.cli('vault', 'verify', ...opening(vault));
    expect(proven.json?.value).toMatchObject({ clean: true, keys: 1, keysOpened: true });
  });

  test('[G05] [E07] a manual renewal stays SM2, even under a profile without key types', async () => {
    const vault = await newCliVault();
    const authority = testAuthority(vault.folder, { algorithm: 'sm2' });
    const csr = join(vault.folder, 'first.csr');
    const manual = profile(vault, { protocol: 'manual' });
    const subject = ['--subject', 'CN=Zhang San,C=CN'];
    await vault.cli('enrol', '--profile', manual, ...subject, '--algorithm', 'sm2', '-o', csr, '--yes');
    const taken = await vault.cli('pending', 'import', authority.issue(csr, 'first', { days: 20 }));
    const again = join(vault.folder, 'again.csr');
    const old = String(taken.json?.value.certificate);
    const renewed = await vault.cli('renew', old, '-o', again, ...opening(vault));
    expect(renewed.json?.value.pending).toMatchObject({ algorithm: 'sm2', purpose: 'renew' });
    openssl(['req', '-in', again, '-verify', '-noout', ...sm2Verifying]);
    await vault.cli('pending', 'delete', renewed.json?.value.pending.id, '--yes');
    const kept = join(vault.folder, 'same.csr');
    const same = await vault.cli('renew', old, '-o', kept, ...opening(vault), '--same-key');
    expect(same.json?.error).toBeUndefined();
    openssl(['req', '-in', kept, '-verify', '-noout', ...sm2Verifying]);
    const publicKey = (file: string) => openssl(['req', '-in', file, '-noout', '-pubkey']);
    expect(publicKey(kept)).toEqual(publicKey(csr));
    expect(publicKey(again)).not.toEqual(publicKey(csr));
  });
});

async function cmpServer(options: CmpServerOptions) {
  const started = await startCmpServer(options);
  onTestFinished(async () => started.stop());
  return started;
}

describe.skipIf(missing.length > 0)(`SM2 over CMP at OpenSSL's server with SM3${skipReason(missing)}`, () => {
  const options = ['-digest', 'sm3'];
  const body = { ir: 0, kur: 7, rr: 11, certConf: 24 };

  test('[G05] [E09] ir is confirmed by SM3, and kur and rr are signed with SM2', async () => {
    const [vault, cmp] = [await newCliVault(), await cmpServer({ sm2: true, options })];
    const [code, subject] = [secretFile(vault, cmp.code), ['--subject', 'CN=Zhang San,C=CN']];
    const sm2 = cmp.profile({ cmpMessage: 'ir', keyTypes: ['sm2'], sm2UserId: 'empty' });
    const words = ['--profile', sm2, ...subject, ...anchored(cmp), '--reference', cmp.reference, '--code-file', code];
    const enrolled = await vault.cli('enrol', ...words, ...opening(vault));
    expect(enrolled.json?.error).toBeUndefined();
    expect(enrolled.json?.value.unconfirmed).toBeUndefined();
    const old: string = enrolled.json?.value.certificate;
    expect(await ownOf(vault)).toMatchObject([{ sha256: old, algorithm: 'sm2', status: 'valid' }]);
    await expectKeyOf(vault, old);
    cmp.restart({ signs: true, options });
    const renewed = await vault.cli('renew', old, '--no-install', '--yes', ...opening(vault));
    expect(renewed.json?.error).toBeUndefined();
    expect(renewed.json?.value.unconfirmed).toBeUndefined();
    const fresh: string = renewed.json?.value.certificate;
    const pem = join(vault.folder, 'fresh.pem');
    await vault.cli('export', fresh, '--format', 'pem', '-o', pem);
    expect(openssl(['verify', '-CAfile', cmp.anchor, pem]).toString()).toBe(`${pem}: OK\n`);
    cmp.restart({ signs: true, options: [...options, '-ref_cert', pem] });
    const revoked = await vault.cli('revoke', fresh, '--kind', 'stolen', '--yes', ...opening(vault));
    expect(revoked.json?.value).toMatchObject({ certificate: fresh, revoked: true });
    expect(cmp.received).toEqual([body.ir, body.certConf, body.kur, body.certConf, body.rr]);
  });

  test('[G05] [E09] the proof of possession uses the standard user ID by default', async () => {
    const [vault, cmp] = [await newCliVault(), await cmpServer({ sm2: true, options })];
    const sm2 = cmp.profile({ cmpMessage: 'ir' });
    const words = ['--profile', sm2, '--subject', 'CN=x', '--algorithm', 'sm2', ...anchored(cmp), ...opening(vault)];
    const code = ['--reference', cmp.reference, '--code-file', secretFile(vault, cmp.code)];
    // OpenSSL's CMP server accepts only an empty SM2 user ID.
    expect(refusal(await vault.cli('enrol', ...words, ...code))).toEqual([1, 'request-declined']);
    const { request, signature, key } = proofIn(cmp.bodies[0] ?? Buffer.alloc(0));
    const at = (name: string, content: Uint8Array): string => {
      writeFileSync(join(vault.folder, name), content);
      return join(vault.folder, name);
    };
    openssl(['pkey', '-pubin', '-inform', 'DER', '-in', at('key', key), '-out', join(vault.folder, 'key.pem')]);
    const files = ['-verify', join(vault.folder, 'key.pem'), '-signature', at('signature', signature)];
    const verified = openssl(['dgst', '-sm3', ...files, ...standardId, at('request', request)]);
    expect(verified.toString()).toBe('Verified OK\n');
  });
});

/** The CertRequest of an `ir`, its signature and its SubjectPublicKeyInfo (RFC 4211 §3). */
function proofIn(message: Buffer) {
  const inner = (bytes: Uint8Array) => listChildren(bytes, readElement(bytes));
  const content = (bytes: Uint8Array, index: number) => {
    const child = inner(bytes)[index];
    if (child === undefined) throw new Error('no ir');
    return encodingOf(bytes, child);
  };
  const [, pkiBody] = listChildren(message, readWhole(message, tags.sequence));
  const messages = content(encodingOf(message, pkiBody as NonNullable<typeof pkiBody>), 0);
  const one = content(messages, 0);
  const request = content(one, 0);
  const template = content(request, 1);
  const key = inner(template).find(({ tagNumber }) => tagNumber === 6);
  const spki = Buffer.from(encodingOf(template, key as NonNullable<typeof key>));
  spki[0] = tags.sequence;
  const bits = content(content(one, 1), 1);
  const { content: start } = readElement(bits);
  return { request, key: spki, signature: bits.subarray(start + 1) };
}

describe.skipIf(missing.length > 0)(`SM2 over EST${skipReason(missing)}`, () => {
  test('[G05] [E04] a renewal over EST needs a code, since TLS takes no SM2 certificate', async () => {
    const vault = await newCliVault();
    const sm2Authority = testAuthority(vault.folder, { algorithm: 'sm2', subject: '/CN=SM2 CA' });
    const tlsAuthority = testAuthority(vault.folder);
    let issued = 0;
    const est = await startEstImitation(
      vault.folder,
      (operation, answer, csrFile) => {
        if (operation === 'csrattrs') return void answer.writeHead(204).end();
        if (operation === 'cacerts') {
          return void answer.writeHead(200).end(certsOnly(sm2Authority.certificate, tlsAuthority.certificate));
        }
        if (operation !== 'simpleenroll') return undefined;
        openssl(['req', '-in', csrFile, '-verify', '-noout', ...sm2Verifying]);
        issued += 1;
        answer.writeHead(200, { 'Content-Type': 'application/pkcs7-mime' });
        answer.end(certsOnly(sm2Authority.issue(csrFile, `issued-${issued}`)));
      },
      {},
      tlsAuthority,
    );
    const anchor = join(vault.folder, 'anchors.pem');
    writeFileSync(anchor, [sm2Authority, tlsAuthority].map(({ certificate }) => readFileSync(certificate)).join(''));
    const words = ['--profile', profile(vault, { protocol: 'est', url: est.url }), '--algorithm', 'sm2'];
    const keeping = ['--anchor', anchor, '--yes', ...opening(vault)];
    const enrolled = await vault.cli('enrol', ...words, '--subject', 'CN=Zhang San,C=CN', ...keeping);
    expect(enrolled.json?.error).toBeUndefined();
    const old: string = enrolled.json?.value.certificate;
    expect(await ownOf(vault)).toMatchObject([{ sha256: old, algorithm: 'sm2', status: 'valid' }]);
    const before = est.asked.length;
    const refused = await vault.cli('renew', old, '--no-install', '--yes', ...opening(vault));
    expect(refusal(refused)).toEqual([4, 'sm2-not-in-tls']);
    expect(est.asked).toHaveLength(before);
    const code = ['--reference', 'r', '--code-file', secretFile(vault, 'code')];
    const renewed = await vault.cli('renew', old, '--no-install', '--yes', ...opening(vault), ...code);
    expect(renewed.json?.error).toBeUndefined();
    expect(renewed.json?.value).toMatchObject({ renews: old, request: { algorithm: 'sm2' } });
    expect(est.asked.slice(before).filter((each) => each.endsWith('enroll'))).toEqual([
      'POST /.well-known/est/simpleenroll',
    ]);
  });
});
