// SPDX-License-Identifier: Apache-2.0
import { startOfDay } from '../../shared/domain/certificates/certificate-status.ts';
import type { CertificateRow } from '../vault/store/rows/certificate-row.ts';

export interface StatusInterval {
  readonly from: number;
  readonly until: number;
}

/**
 * Returns unordered times (ms) within a day at which `statusOf` or `supersededBy` changes. The end of validity is
 * inclusive, and `supersededBy` uses whole seconds.
 */
export function statusChangeTimes(rows: readonly Pick<CertificateRow, 'notBefore' | 'notAfter'>[]): Float64Array {
  const points = new Float64Array(rows.length * 3);
  for (const [index, { notBefore, notAfter }] of rows.entries()) {
    const end = Date.parse(notAfter);
    points.set([Date.parse(notBefore), end + 1, end + 1000], index * 3);
  }
  return points;
}

/** At most the local day, because `daysLeft` changes at midnight. */
export function statusIntervalAt(points: Float64Array, now: number): StatusInterval {
  let [from, until] = [startOfDay(new Date(now)), startOfDay(new Date(now), 1)];
  for (const point of points) {
    if (point <= now) from = Math.max(from, point);
    else if (point > now) until = Math.min(until, point);
  }
  return { from, until };
}

export function isWithin({ from, until }: StatusInterval, now: number): boolean {
  return now >= from && now < until;
}
