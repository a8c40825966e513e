// SPDX-License-Identifier: Apache-2.0
import { expiringChoices } from '../../shared/domain/certificates/certificate-states.ts';
import { timeWithDaysLeft } from '../../shared/domain/certificates/certificate-status.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';

export interface StatusInterval {
  readonly from: number;
  readonly until: number;
}

/**
 * Returns unordered times (ms) at which `statusOf`, `supersededBy` or the filter `expiring` changes. The end of
 * validity is inclusive, and `supersededBy` uses whole seconds.
 */
export function statusChangeTimes(rows: readonly Pick<CertificateRow, 'notBefore' | 'notAfter'>[]): Float64Array {
  const each = 3 + expiringChoices.length;
  const points = new Float64Array(rows.length * each);
  for (const [index, { notBefore, notAfter }] of rows.entries()) {
    const end = Date.parse(notAfter);
    const near = expiringChoices.map((days) => timeWithDaysLeft(notAfter, days));
    points.set([Date.parse(notBefore), ...near, end + 1, end + 1000], index * each);
  }
  return points;
}

export function statusIntervalAt(points: Float64Array, now: number): StatusInterval {
  let [from, until] = [-Infinity, Infinity];
  for (const point of points) {
    if (point <= now) from = Math.max(from, point);
    else if (point > now) until = Math.min(until, point);
  }
  return { from, until };
}

export function isWithin({ from, until }: StatusInterval, now: number): boolean {
  return now >= from && now < until;
}
