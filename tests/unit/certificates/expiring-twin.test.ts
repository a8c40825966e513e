// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { expiringTwin, maskedNumberOf } from '../../../main/certificates/expiring-twin.ts';
import { supersededBy } from '../../../main/certificates/superseded.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';

const now = new Date('2026-11-28T00:00:00Z');
const id = (letter: string) => letter.repeat(64);
const row = (change: Partial<ReturnType<typeof certificateRow>>) =>
  certificateRow('张三', {
    sha256: id('a'),
    subject: 'CN=051@张三@110101199001011234@1',
    subjectHash: 'zhang-1',
    issuerHash: 'bank',
    spkiSha256: id('1'),
    keyUsage: 3,
    isCa: false,
    hasPrivateKey: true,
    notBefore: '2025-12-18T00:00:00Z',
    notAfter: '2026-12-18T00:00:00Z',
    ...change,
  });
const fresh = row({
  sha256: id('b'),
  spkiSha256: id('2'),
  notBefore: '2026-11-28T00:00:00Z',
  notAfter: '2027-11-28T00:00:00Z',
});
const twinOf = (...rows: ReturnType<typeof row>[]) => expiringTwin(rows, fresh, now)?.sha256 ?? null;

describe('[E07] the stored certificate that a new file replaces', () => {
  test('is the one of the same holder and issuer that ends within 60 days or has ended', () => {
    expect(twinOf(row({}))).toBe(id('a'));
    expect(twinOf(row({ notAfter: '2026-01-18T00:00:00Z', notBefore: '2025-01-18T00:00:00Z' }))).toBe(id('a'));
    expect(twinOf(row({ notAfter: '2027-02-18T00:00:00Z' }))).toBeNull();
  });

  test('is the one with the same identity number if the bank adds a counter to the name', () => {
    const counted = { subject: 'CN=051@张三@110101199001011234@2', subjectHash: 'zhang-2' };
    expect(twinOf(row(counted))).toBe(id('a'));
    expect(twinOf(row({ ...counted, subject: 'CN=051@张三@110101199003031234@2' }))).toBeNull();
  });

  test('is the one with the same key, from any issuer', () => {
    expect(twinOf(row({ issuerHash: 'other', subjectHash: 'other', spkiSha256: id('2') }))).toBe(id('a'));
  });

  test.each([
    ['another bank', { issuerHash: 'other' }],
    ['another use, as banks issue two', { keyUsage: 12 }],
    ['a CA', { isCa: true }],
    ['a certificate that began later', { notBefore: '2026-11-29T00:00:00Z' }],
    ['the file itself', { sha256: id('b') }],
  ])('is not %s', (_name, change) => expect(twinOf(row(change))).toBeNull());

  test('is none if its key would be lost, and the latest of several', () => {
    expect(expiringTwin([row({})], { ...fresh, hasPrivateKey: false }, now)).toBeNull();
    const older = row({ sha256: id('c'), notBefore: '2024-12-18T00:00:00Z', notAfter: '2025-12-18T00:00:00Z' });
    expect(twinOf(older, row({}))).toBe(id('a'));
  });
});

describe('[L05] the user’s choice at import', () => {
  const old = (replacedBy: string | null) => row({ replacedBy, subjectHash: 'zhang-0' });
  test('supersedes an old certificate whose name differs', () => {
    expect([...supersededBy([old(null), fresh], now)]).toEqual([]);
    expect([...supersededBy([old(fresh.sha256), fresh], now)]).toEqual([[id('a'), id('b')]]);
  });

  test('keeps two of the same name in use side by side', () => {
    expect([...supersededBy([row({}), fresh], now)]).toEqual([[id('a'), id('b')]]);
    expect([...supersededBy([row({ replacedBy: '' }), fresh], now)]).toEqual([]);
  });
});

test('[L01] shows only the two ends of a holder’s identity number', () => {
  expect(maskedNumberOf('CN=051@张三@110101199001011234@1')).toBe('1101**********1234');
  expect(maskedNumberOf('CN=payroll')).toBeNull();
});
