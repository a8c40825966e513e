// SPDX-License-Identifier: Apache-2.0
import { needsKey } from '../../shared/domain/certificates/has-deadline.ts';
import { expiringChoices, listFilters } from '../../shared/domain/certificates/certificate-states.ts';
import { daysLeft, expiringDays } from '../../shared/domain/certificates/certificate-status.ts';
import type { CertificateStatus } from '../../shared/schemas/certificates/certificate.ts';
import type { ExpiringDays, ListFilter } from '../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';
import type { VaultFacts } from './summary-of.ts';

interface FilterFacts {
  readonly row: Pick<CertificateRow, 'isCa' | 'hasPrivateKey' | 'keyOnToken' | 'watched' | 'notAfter'>;
  readonly status: CertificateStatus;
  readonly facts: Pick<VaultFacts, 'backup' | 'chainState' | 'loss'>;
  /** Must be replaced because of a reported loss, see `needsReplacement`. */
  readonly isLost: boolean;
}

/** An expired certificate can still decrypt files, so its backup matters, but a missing key or issuer doesn't. */
const filters: Readonly<Record<Exclude<ListFilter, 'all' | 'expiring'>, (each: FilterFacts) => boolean>> = {
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
  valid: ({ status }) => status === 'valid',
};

/**
 * `expiring` has a bit for each of its choices of days. Like the tasks and the timeline, it excludes certificates
 * that a loss makes unfit for use, whatever their expiry.
 */
export function filterBits(each: FilterFacts, now: Date): number {
  let bits = bitOf('all');
  if (!each.isLost && (each.status === 'valid' || each.status === 'expiring')) {
    const left = daysLeft(each.row.notAfter, now);
    for (const days of expiringChoices) if (left <= days) bits |= bitOf('expiring', days);
  }
  for (const [name, holds] of Object.entries(filters)) if (holds(each)) bits |= bitOf(name as ListFilter);
  return bits;
}

export function bitOf(filter: ListFilter, days: ExpiringDays = expiringDays): number {
  return (
    1 << (filter === 'expiring' ? listFilters.length + expiringChoices.indexOf(days) : listFilters.indexOf(filter))
  );
}

export function countFilters(bits: Iterable<number>, days?: ExpiringDays): Record<ListFilter, number> {
  const counts = Object.fromEntries(listFilters.map((each) => [each, 0])) as Record<ListFilter, number>;
  for (const own of bits) {
    for (const filter of listFilters) if ((own & bitOf(filter, days)) !== 0) counts[filter] += 1;
  }
  return counts;
}

/** Like the list, counts expired ones only for filters that match no others. */
export function countWithoutExpired(bits: readonly number[], days?: ExpiringDays): Record<ListFilter, number> {
  const counts = countFilters(bits, days);
  const expired = bitOf('expired');
  const active = countFilters(
    bits.filter((own) => (own & expired) === 0),
    days,
  );
  for (const filter of listFilters) counts[filter] = active[filter] || counts[filter];
  return counts;
}
