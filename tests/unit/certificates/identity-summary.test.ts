// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { identitySummary } from '../../../main/certificates/dual/identity-summary.ts';
import { type OwnFacts, summaryOf } from '../../../main/certificates/summary-of.ts';
import type { CertificateRow } from '../../../main/vault/store/rows/certificate-row.ts';
import { identityEnd, lacksKey } from '../../../shared/domain/certificates/identity-pair.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';

interface Part {
  readonly row?: Partial<CertificateRow>;
  readonly facts?: Partial<OwnFacts>;
}

const sound: OwnFacts = {
  chainState: 'complete',
  warnings: [],
  revoked: false,
  supersededBy: null,
  backup: 'current',
  loss: null,
};

function identity(signing: Part, encryption: Part, at = '2026-06-01T00:00:00Z') {
  const part = (id: string, { row, facts }: Part) => ({
    row: certificateRow(id, row),
    facts: { ...sound, ...facts },
  });
  const pair = { signing: part('sign', signing), encryption: part('encrypt', encryption) };
  const summary = ({ row, facts }: (typeof pair)['signing']) => summaryOf(row, { ...facts, pair }, new Date(at));
  return identitySummary(summary(pair.signing), summary(pair.encryption));
}

const ends = (notAfter: string) => ({ notAfter: `${notAfter}T00:00:00.000Z` });

describe('both certificates of an identity as one', () => {
  test('[G04] ends with the earlier one, whichever it is, under the name of the signing certificate', () => {
    const late = identity({ row: { ...ends('2027-01-20'), label: '工行' } }, { row: ends('2027-01-10') });
    expect(late).toMatchObject({ displayName: '工行', sha256: certificateRow('sign').sha256, ...ends('2027-01-10') });
    expect(late.pair && identityEnd(late.pair)).toBe('2027-01-10T00:00:00.000Z');
    expect(identity({ row: ends('2027-01-05') }, { row: ends('2027-01-10') }).notAfter).toContain('2027-01-05');
  });

  test('[G04] the label of the encryption certificate counts where the signing certificate has none', () => {
    expect(identity({}, { row: { label: '加密', place: '工行' } })).toMatchObject({
      displayName: '加密',
      place: '工行',
    });
  });

  test.each([
    ['current', 'current', 'current'],
    ['current', 'none', 'none'],
    ['outdated', 'current', 'outdated'],
    ['none', 'outdated', 'none'],
    ['current', null, 'current'],
    [null, null, null],
  ] as const)('[G04] [B04] backups %s and %s together are %s', (signing, encryption, together) => {
    expect(identity({ facts: { backup: signing } }, { facts: { backup: encryption } }).backup).toBe(together);
  });

  test('[G04] the status is the more urgent one', () => {
    expect(identity({}, { facts: { revoked: true } }).status).toBe('revoked');
    expect(identity({}, { row: ends('2026-06-10') }).status).toBe('expiring');
    expect(identity({}, { row: ends('2026-05-10') }).status).toBe('expired');
  });

  test('[G04] [E07] are superseded once both are, and until then expire with the one not replaced', () => {
    const supersededBy = 'a'.repeat(64);
    const half = identity({ row: ends('2027-01-05'), facts: { supersededBy } }, { row: ends('2027-01-10') });
    expect(half).toMatchObject({ status: 'valid', supersededBy: null, ...ends('2027-01-10') });
    const both = identity({ facts: { supersededBy } }, { facts: { supersededBy } });
    expect(both).toMatchObject({ status: 'superseded', supersededBy });
  });

  test('[G04] lack a key while one of the two is missing', () => {
    expect(lacksKey(identity({}, {}))).toBe(false);
    expect(lacksKey(identity({}, { row: { hasPrivateKey: false } }))).toBe(true);
  });
});
