// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { bitOf, filterBits } from '../../../main/certificates/list-filters.ts';
import { createListView } from '../../../main/certificates/list-view.ts';
import type { VaultFacts } from '../../../main/certificates/summary-of.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';
import { certificateRow } from '../../support/openssl/certificate-rows.ts';
import { wholeQuery } from '../../support/contract/whole-query.ts';

const now = new Date('2026-06-01T00:00:00Z');

test('[L05] [L09] reports a missing key only for a certificate that is still usable', () => {
  const row = {
    isCa: false,
    hasPrivateKey: false,
    keyOnToken: null,
    watched: false,
    notAfter: '2027-01-01T00:00:00.000Z',
  };
  const isMissing = (status: CertificateStatus, loss: Loss | null = null): boolean => {
    const each = { row, status, facts: { backup: null, chainState: 'complete', loss }, isLost: false } as const;
    return (filterBits(each, now) & bitOf('key-missing')) !== 0;
  };
  expect(isMissing('valid')).toBe(true);
  expect(isMissing('expiring')).toBe(true);
  for (const status of ['expired', 'revoked', 'superseded'] as const) expect(isMissing(status), status).toBe(false);
  expect(isMissing('valid', { kind: 'lost' } as Loss)).toBe(false);
});

test('[L02] [S01] a browser’s CA completes the chain of a certificate outside the vault', () => {
  const outside = certificateRow('outside');
  const authority = certificateRow('authority', { subjectHash: 'issuer', isCa: true });
  const facts = { chainState: 'incomplete', warnings: [], supersededBy: null, backup: null, loss: null } as const;
  const chains = {
    revision: 1,
    rows: [],
    pairs: new Map(),
    lossOf: () => null,
    factsOf: (): VaultFacts => ({ ...facts, revoked: false, pair: null }),
    // The system knows the authority's root.
    chainOf: (row: { readonly sha256: string }) => ({ certificates: [], complete: row.sha256 === authority.sha256 }),
  };
  const place = { kind: 'chromium', name: 'Chromium', hasKey: true, hardware: null } as const;
  const incomplete = (held: readonly (typeof outside)[]): number => {
    const inBrowser = held.map((row) => [row.sha256, { fields: { ...row, searchText: '' }, places: [place] }] as const);
    return createListView(chains, now, new Map(inBrowser)).filters(wholeQuery)['chain-incomplete'];
  };
  expect(incomplete([outside])).toBe(1);
  expect(incomplete([outside, authority])).toBe(0);
});
