// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCertificateLayout } from '../../../main/x509/certificate/certificate-layout.ts';
import { encodingOf } from '../../../main/x509/der/der-reader.ts';
import { writeCertId } from '../../../main/x509/ocsp/cert-id.ts';
import { writeOcspRequest } from '../../../main/x509/ocsp/ocsp-request.ts';
import { readOcspResponse } from '../../../main/x509/ocsp/read-ocsp-response.ts';
import { readPathCertificate } from '../../../main/x509/path/path-certificate.ts';
import { missingTools, PeerFolder } from '../../support/formats/peer-tools.ts';
import { skipReason } from '../../support/openssl/openssl.ts';
import { type Issued, OpensslAuthority } from '../../support/x509/openssl-authority.ts';
import { judgeDer } from '../../support/x509/path-question.ts';

const missing = missingTools('openssl');

describe.skipIf(missing.length > 0)(`[V02] OCSP against openssl ocsp${skipReason(missing)}`, () => {
  let folder: PeerFolder;
  let authority: OpensslAuthority;
  let good: Issued;
  let revoked: Issued;
  let unlisted: Issued;
  const nonce = randomBytes(32);

  beforeAll(() => {
    folder = new PeerFolder();
    authority = new OpensslAuthority(folder, 'root');
    good = authority.issue('good', ['keyUsage=digitalSignature']);
    revoked = authority.issue('revoked', ['keyUsage=digitalSignature'], 'revoked');
    unlisted = authority.issue('unlisted', ['keyUsage=digitalSignature'], 'unlisted');
    const signing = ['extendedKeyUsage=OCSPSigning'];
    authority.issue('delegate', [...signing, 'noCheck=ignored']);
    authority.issue('client', ['extendedKeyUsage=clientAuth']);
    new OpensslAuthority(folder, 'foreign').issue('stranger', signing);
  });
  afterAll(() => folder.remove());

  function requestFor({ der }: Issued, with_: Uint8Array = nonce): Uint8Array {
    const issuer = authority.certificate.der;
    const spki = encodingOf(issuer, readCertificateLayout(issuer).spki);
    return writeOcspRequest(writeCertId(der, spki), with_);
  }

  async function judge(certificate: Issued, answer: Uint8Array, at = new Date()) {
    const about = readPathCertificate(certificate.der).sha256;
    const source = { about, answer: readOcspResponse(answer), nonce: nonce.toString('hex') };
    const judged = await judgeDer(certificate.der, [], [authority.certificate.der], {
      options: { at: `${at.toISOString().slice(0, 19)}Z`, revocation: 'soft' },
      answers: [source],
    });
    return { verdict: judged.verdicts.get(source)?.verdict, status: judged.statuses[0], answer: source.answer };
  }

  test('openssl reads our request and returns its nonce', async () => {
    const text = folder
      .run('openssl', 'ocsp', '-reqin', folder.write('q.der', requestFor(good)), '-req_text')
      .toString();
    expect(text).toContain('Serial Number: 1001');
    expect(text.replaceAll(/\s/g, '').toLowerCase()).toContain(nonce.subarray(0, 8).toString('hex'));
    const { answer } = await judge(good, authority.answer(requestFor(good)));
    expect(answer).toMatchObject({ nonce: nonce.toString('hex') });
  });

  test('reads the states good, revoked with date and reason, and unknown', async () => {
    const answered = await judge(good, authority.answer(requestFor(good)));
    expect({ verdict: answered.verdict, state: answered.status?.state, source: answered.status?.source }).toEqual({
      verdict: 'answered',
      state: 'good',
      source: 'ocsp',
    });
    const { verdict, status } = await judge(revoked, authority.answer(requestFor(revoked)));
    expect({ verdict, state: status?.state, reason: status?.reason }).toEqual({
      verdict: 'answered',
      state: 'revoked',
      reason: 1,
    });
    const age = (Date.now() - Date.parse(status?.revokedAt ?? '')) / 86_400_000;
    expect(Math.round(age)).toBe(6);
    const unknown = await judge(unlisted, authority.answer(requestFor(unlisted)));
    expect({ verdict: unknown.verdict, state: unknown.status?.state }).toEqual({
      verdict: 'unknown-there',
      state: 'unknown',
    });
  });

  test.each([
    ['delegate', 'answered'],
    ['client', 'foreign-signer'],
    ['stranger', 'foreign-signer'],
  ])('judges a response signed by %s as %s', async (signer, expected) => {
    const { verdict, status } = await judge(good, authority.answer(requestFor(good), signer));
    expect({ verdict, state: status?.state }).toEqual({
      verdict: expected,
      state: expected === 'answered' ? 'good' : 'unknown',
    });
  });

  test('ignores an outdated response, one for another certificate and one to another request', async () => {
    const later = new Date(Date.now() + 8 * 86_400_000);
    expect((await judge(good, authority.answer(requestFor(good)), later)).verdict).toBe('out-of-date');
    expect((await judge(revoked, authority.answer(requestFor(good)))).verdict).toBe('other-certificate');
    const replayed = authority.answer(requestFor(good, randomBytes(32)));
    expect((await judge(good, replayed)).verdict).toBe('replayed');
  });

  test('openssl accepts the signers that we accept and refuses those that we refuse', () => {
    const trust = ['-CAfile', authority.certificate.file, '-issuer', authority.certificate.file, '-cert', good.file];
    const verify = (signer?: string): string => {
      folder.write('answer.der', authority.answer(requestFor(good), signer));
      try {
        return folder.run('openssl', 'ocsp', '-respin', 'answer.der', '-no_nonce', ...trust).toString();
      } catch {
        return 'refused';
      }
    };
    expect([verify(), verify('delegate')].map((text) => text.includes('good'))).toEqual([true, true]);
    expect({ client: verify('client'), stranger: verify('stranger') }).toEqual({
      client: 'refused',
      stranger: 'refused',
    });
  });
});
