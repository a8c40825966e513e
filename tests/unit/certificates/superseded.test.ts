// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { supersededBy } from '../../../main/certificates/superseded.ts';
import type { CertificateRow } from '../../../main/vault/store/rows/certificate-row.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';

const now = new Date('2026-06-01T00:00:00Z');
/** Key usage bits (RFC 5280 §4.2.1.3). */
const signing = 0b11;
const encryption = 0b1100;

const from = (notBefore: string, notAfter: string) => ({
  notBefore: `${notBefore}T00:00:00.000Z`,
  notAfter: `${notAfter}T00:00:00.000Z`,
});
function zhang(id: string, change: Partial<CertificateRow>): CertificateRow {
  return certificateRow(id, { subjectHash: 'zhang', issuerHash: 'bank', ...change });
}
const named = (rows: readonly CertificateRow[], at = now) =>
  [...supersededBy(rows, at)].map(([old, successor]) => [old, successor].map((sha256) => nameOf(rows, sha256)));
const nameOf = (rows: readonly CertificateRow[], sha256: string) =>
  rows.find((row) => row.sha256 === sha256)?.displayName;

const old = zhang('old', from('2025-07-01', '2026-07-01'));
const renewed = zhang('renewed', from('2026-05-20', '2027-05-20'));

describe('a certificate whose place another has taken', () => {
  test('[L05] the same holder, issuer and use, newer on both ends and valid now', () => {
    expect(named([old, renewed])).toEqual([['old', 'renewed']]);
    expect(named([renewed, old])).toEqual([['old', 'renewed']]);
  });

  test('[L05] it counts from the second in which it begins', () => {
    const issued = zhang('issued', { notBefore: '2026-06-01T00:00:20Z', notAfter: '2027-06-01T00:00:20Z' });
    expect(named([old, issued], new Date('2026-06-01T00:00:20.123Z'))).toEqual([['old', 'issued']]);
    expect(named([old, issued], new Date('2026-06-01T00:00:19.999Z'))).toEqual([]);
  });

  test('[L05] the signing and the encryption certificate of one holder stand side by side', () => {
    const sign = zhang('sign', { ...from('2026-01-01', '2027-01-01'), keyUsage: signing });
    const encrypt = zhang('encrypt', { ...from('2026-01-02', '2027-01-02'), keyUsage: encryption });
    const nextSign = zhang('next sign', { ...from('2026-05-01', '2027-05-01'), keyUsage: signing });
    expect(named([sign, encrypt])).toEqual([]);
    expect(named([sign, encrypt, nextSign])).toEqual([['sign', 'next sign']]);
  });

  test('[L05] not by one that is not valid yet, or not any more; time alone changes it', () => {
    expect(named([old, renewed], new Date('2026-05-19T00:00:00Z'))).toEqual([]);
    expect(named([old, renewed], new Date('2027-06-01T00:00:00Z'))).toEqual([]);
  });

  test('[L05] not by one that ends sooner, or of another issuer or holder', () => {
    expect(named([old, zhang('short', from('2026-05-20', '2026-06-30'))])).toEqual([]);
    expect(named([old, { ...renewed, issuerHash: 'another' }])).toEqual([]);
    expect(named([old, { ...renewed, subjectHash: 'li' }])).toEqual([]);
  });

  test('[L05] a private key is never given up for a certificate without one', () => {
    expect(named([old, { ...renewed, hasPrivateKey: false }])).toEqual([]);
    expect(named([{ ...old, hasPrivateKey: false }, renewed])).toEqual([['old', 'renewed']]);
  });

  test('[L05] after two renewals both point to the newest', () => {
    const newest = zhang('newest', from('2026-05-25', '2028-05-25'));
    expect(named([old, renewed, newest])).toEqual([
      ['old', 'newest'],
      ['renewed', 'newest'],
    ]);
  });

  test('[L05] authorities of one name stand side by side', () => {
    expect(
      named([
        { ...old, isCa: true },
        { ...renewed, isCa: true },
      ]),
    ).toEqual([]);
  });

  test('[L07] ten thousand certificates of one holder are sorted, not compared each with each', () => {
    let looks = 0;
    const many = Array.from({ length: 10_000 }, (_, index) => {
      const row = zhang(`${index}`, from('2025-01-01', '2027-01-01'));
      return {
        ...row,
        hasPrivateKey: index % 2 === 0,
        get notAfter() {
          looks += 1;
          return row.notAfter;
        },
      };
    });
    expect(supersededBy(many, now).size).toBe(0);
    expect(looks).toBeLessThan(100 * many.length);
  });
});
