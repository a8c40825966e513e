// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { dualPairs, dualRole } from '../../../main/certificates/dual/dual-pairs.ts';
import type { CertificateRow } from '../../../main/vault/store/rows/certificate-row.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';

/** Key usage bits (RFC 5280 §4.2.1.3). */
const usage = { signing: 0b11, encryption: 0b1_1100 };

function zhang(id: string, role: keyof typeof usage, change: Partial<CertificateRow> = {}): CertificateRow {
  return certificateRow(id, {
    subjectHash: 'zhang',
    issuerHash: 'bank',
    algorithm: 'sm2',
    keyUsage: usage[role],
    ...change,
  });
}
const from = (start: string, end = '2027-01-01T00:00:00Z') => ({ notBefore: start, notAfter: end });
/** `[signing, encryption]`, each pair once. */
const paired = (...rows: CertificateRow[]) =>
  [...new Set(dualPairs(rows).values())].map(({ signing, encryption }) => [
    signing.displayName,
    encryption.displayName,
  ]);

const sign = zhang('sign', 'signing');
const encrypt = zhang('encrypt', 'encryption');

describe('signing and encryption certificate of one identity', () => {
  test('[G04] the two SM2 certificates of one holder and issuer are a pair, found by either, in any order', () => {
    expect(paired(sign, encrypt)).toEqual([['sign', 'encrypt']]);
    expect(paired(encrypt, sign)).toEqual([['sign', 'encrypt']]);
    const pairs = dualPairs([sign, encrypt]);
    expect([pairs.get(sign.sha256), pairs.get(encrypt.sha256)]).toEqual([
      { signing: sign, encryption: encrypt },
      { signing: sign, encryption: encrypt },
    ]);
  });

  test.each([
    ['digitalSignature', 0b1, 'signing'],
    ['nonRepudiation', 0b10, 'signing'],
    ['keyEncipherment', 0b100, 'encryption'],
    ['dataEncipherment', 0b1000, 'encryption'],
    ['keyAgreement with encipherOnly', 0b1001_0000, 'encryption'],
    ['both uses', 0b101, null],
    ['keyCertSign alone', 0b10_0000, null],
    ['no key usage', null, null],
  ] as const)('[G04] a certificate for %s has its role or none', (_name, keyUsage, role) => {
    expect(dualRole({ algorithm: 'sm2', isCa: false, keyUsage })).toBe(role);
    expect(dualRole({ algorithm: 'rsa-2048', isCa: false, keyUsage })).toBeNull();
    expect(dualRole({ algorithm: 'sm2', isCa: true, keyUsage })).toBeNull();
  });

  test.each([
    ['another holder', { subjectHash: 'li' }],
    ['another issuer', { issuerHash: 'another bank' }],
    ['an issuer of the same name with another key', { authorityKeyId: 'aa' }],
    ['another algorithm', { algorithm: 'ec-p256' }],
    ['the same key', { spkiSha256: sign.spkiSha256 }],
    ['a start eight days later', from('2026-01-09T00:00:01Z')],
    ['an end a year later', from('2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z')],
  ])('[G04] never a pair: an encryption certificate with %s', (_name, change) => {
    expect(paired(sign, { ...encrypt, ...change })).toEqual([]);
  });

  test('[G04] pair even if the encryption one starts five days later and ends a week earlier', () => {
    expect(paired(sign, { ...encrypt, ...from('2026-01-06T00:00:00Z', '2026-12-25T00:00:00Z') })).toHaveLength(1);
  });

  test('[G04] renewed pairs and pairs issued minutes apart are kept apart', () => {
    const at = (id: string, role: keyof typeof usage, start: string, end: string) => zhang(id, role, from(start, end));
    expect(
      paired(
        sign,
        encrypt,
        at('sign 2', 'signing', '2026-01-01T00:10:00Z', '2027-01-01T00:10:00Z'),
        at('encrypt 2', 'encryption', '2026-01-01T00:10:02Z', '2027-01-01T00:10:02Z'),
        at('sign 3', 'signing', '2026-12-01T00:00:00Z', '2027-12-01T00:00:00Z'),
        at('encrypt 3', 'encryption', '2026-12-01T00:00:00Z', '2027-12-01T00:00:00Z'),
      ).toSorted(([a = ''], [b = '']) => a.localeCompare(b, 'en')),
    ).toEqual([
      ['sign', 'encrypt'],
      ['sign 2', 'encrypt 2'],
      ['sign 3', 'encrypt 3'],
    ]);
  });

  test('[G04] two encryption certificates of the same second belong to no signing certificate', () => {
    expect(paired(sign, encrypt, zhang('encrypt too', 'encryption'))).toEqual([]);
    expect(paired(sign, zhang('sign too', 'signing'), encrypt)).toEqual([]);
  });

  test('[G04] [L07] pairs 10,000 certificates of one holder by sorting, not by comparing them all', () => {
    const rows = Array.from({ length: 10_000 }, (_each, index) =>
      zhang(`${index}`, index % 2 === 0 ? 'signing' : 'encryption', {
        ...from(new Date(1.8e12 + Math.floor(index / 2) * 60_000 + (index % 2) * 1000).toISOString()),
        notAfter: '2028-01-01T00:00:00Z',
      }),
    );
    // Comparing all pairs would hit the time limit.
    expect(dualPairs(rows).size).toBe(10_000);
  });
});
