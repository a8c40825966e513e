// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus } from '../../schemas/certificates/certificate.ts';

export const expiringDays = 60 as const;

export const recentlyExpiredDays = 60;

export const dayMs = 24 * 60 * 60 * 1000;

export interface StatusFacts {
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  readonly revoked: boolean;
  readonly superseded: boolean;
}

/** Ignores the certification path. Both dates are inclusive (RFC 5280 §4.1.2.5). */
export function statusOf(facts: StatusFacts, now: Date): CertificateStatus {
  const end = Date.parse(facts.notAfter);
  if (now.getTime() > end) return 'expired';
  if (facts.revoked) return 'revoked';
  if (now.getTime() < Date.parse(facts.notBefore)) return 'not-yet-valid';
  if (facts.superseded) return 'superseded';
  return daysLeft(facts.notAfter, now) <= expiringDays ? 'expiring' : 'valid';
}

/** Counts local midnights until expiry, as reminders do. Negative from the day after expiry. */
export function daysLeft(notAfter: string, now: Date): number {
  return calendarDays(now, new Date(notAfter));
}

export function calendarDays(from: Date, to: Date): number {
  return Math.round((startOfDay(to) - startOfDay(from)) / dayMs);
}

/** Start (ms) of the local day that is `later` days after that of `time`. */
export function startOfDay(time: Date, later = 0): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate() + later).getTime();
}
