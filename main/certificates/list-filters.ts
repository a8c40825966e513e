// SPDX-License-Identifier: Apache-2.0
import { needsKey } from '../../shared/domain/certificates/has-deadline.ts';
import { listFilters } from '../../shared/domain/certificates/certificate-states.ts';
import type { CertificateStatus } from '../../shared/schemas/certificates/certificate.ts';
import type { ListFilter } from '../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { VaultFacts } from './summary-of.ts';

interface FilterFacts {
  readonly row: Pick<CertificateRow, 'isCa' | 'hasPrivateKey' | 'keyOnToken' | 'watched'>;
  readonly status: CertificateStatus;
  readonly facts: Pick<VaultFacts, 'backup' | 'chainState' | 'loss'>;
}

/** An expired certificate can still decrypt files, so its backup matters, but a missing key or issuer doesn't. */
const filters: Readonly<Record<Exclude<ListFilter, 'all'>, (each: FilterFacts) => boolean>> = {
  expiring: ({ status }) => status === 'expiring',
  'no-backup': ({ facts }) => facts.backup === 'none',
  'backup-outdated': ({ facts }) => facts.backup === 'outdated',
  revoked: ({ status }) => status === 'revoked',
  'key-missing': ({ row, status, facts }) =>
    needsKey({ status, loss: facts.loss }) &&
    !row.hasPrivateKey &&
    row.keyOnToken === null &&
    !row.watched &&
    !row.isCa,
  'not-yet-valid': ({ status }) => status === 'not-yet-valid',
  superseded: ({ status }) => status === 'superseded',
  expired: ({ status }) => status === 'expired',
  'chain-incomplete': ({ facts, status }) => status !== 'expired' && facts.chainState === 'incomplete',
  'chain-broken': ({ facts, status }) => status !== 'expired' && facts.chainState === 'broken',
};

export function filterBits(each: FilterFacts): number {
  let bits = bitOf('all');
  for (const [name, holds] of Object.entries(filters)) if (holds(each)) bits |= bitOf(name as ListFilter);
  return bits;
}

export function bitOf(filter: ListFilter): number {
  return 1 << listFilters.indexOf(filter);
}

export function countFilters(bits: Iterable<number>): Record<ListFilter, number> {
  const counts = Object.fromEntries(listFilters.map((each) => [each, 0])) as Record<ListFilter, number>;
  for (const own of bits) for (const filter of listFilters) if ((own & bitOf(filter)) !== 0) counts[filter] += 1;
  return counts;
}
