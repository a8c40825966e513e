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

describe('superseding a certificate', () => {
  test('[L05] needs a valid newer one of the same holder, issuer and use', () => {
    expect(named([old, renewed])).toEqual([['old', 'renewed']]);
    expect(named([renewed, old])).toEqual([['old', 'renewed']]);
  });

  test('[L05] takes effect in the second in which the new one becomes valid', () => {
    const issued = zhang('issued', { notBefore: '2026-06-01T00:00:20Z', notAfter: '2027-06-01T00:00:20Z' });
    expect(named([old, issued], new Date('2026-06-01T00:00:20.123Z'))).toEqual([['old', 'issued']]);
    expect(named([old, issued], new Date('2026-06-01T00:00:19.999Z'))).toEqual([]);
  });

  test('[L05] never happens between the signing and the encryption certificate of one holder', () => {
    const sign = zhang('sign', { ...from('2026-01-01', '2027-01-01'), keyUsage: signing });
    const encrypt = zhang('encrypt', { ...from('2026-01-02', '2027-01-02'), keyUsage: encryption });
    const nextSign = zhang('next sign', { ...from('2026-05-01', '2027-05-01'), keyUsage: signing });
    expect(named([sign, encrypt])).toEqual([]);
    expect(named([sign, encrypt, nextSign])).toEqual([['sign', 'next sign']]);
  });

  test('[L05] needs a new one that is valid now', () => {
    expect(named([old, renewed], new Date('2026-05-19T00:00:00Z'))).toEqual([]);
    expect(named([old, renewed], new Date('2027-06-01T00:00:00Z'))).toEqual([]);
  });

  test('[L05] needs a new one that ends later and has the same issuer and holder', () => {
    expect(named([old, zhang('short', from('2026-05-20', '2026-06-30'))])).toEqual([]);
    expect(named([old, { ...renewed, issuerHash: 'another' }])).toEqual([]);
    expect(named([old, { ...renewed, subjectHash: 'li' }])).toEqual([]);
  });

  test('[L05] never replaces a certificate with a private key by one without', () => {
    expect(named([old, { ...renewed, hasPrivateKey: false }])).toEqual([]);
    expect(named([{ ...old, hasPrivateKey: false }, renewed])).toEqual([['old', 'renewed']]);
  });

  test('[L05] points to the newest one after two renewals', () => {
    const newest = zhang('newest', from('2026-05-25', '2028-05-25'));
    expect(named([old, renewed, newest])).toEqual([
      ['old', 'newest'],
      ['renewed', 'newest'],
    ]);
  });

  test('[L05] never applies to CAs', () => {
    expect(
      named([
        { ...old, isCa: true },
        { ...renewed, isCa: true },
      ]),
    ).toEqual([]);
  });

  test('[L07] sorts ten thousand certificates of one holder instead of comparing all pairs', () => {
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
