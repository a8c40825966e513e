// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { bitOf, filterBits } from '../../../main/certificates/list-filters.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';
import type { Loss } from '../../../shared/schemas/certificates/loss.ts';

const row = { isCa: false, hasPrivateKey: false, keyOnToken: null, watched: false };
const lost = { kind: 'lost' } as Loss;
const isMissing = (status: CertificateStatus, loss: Loss | null = null): boolean =>
  (filterBits({ row, status, facts: { backup: null, chainState: 'complete', loss } }) & bitOf('key-missing')) !== 0;

test('[L05] [L09] a key is missed only where a certificate is still of use', () => {
  expect(isMissing('valid')).toBe(true);
  expect(isMissing('expiring')).toBe(true);
  for (const status of ['expired', 'revoked', 'superseded'] as const) expect(isMissing(status), status).toBe(false);
  expect(isMissing('valid', lost)).toBe(false);
});
