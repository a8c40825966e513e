// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { bitOf, filterBits } from '../../../main/certificates/list-filters.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';

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
