// SPDX-License-Identifier: Apache-2.0
import type { CertificateStatus } from '../schemas/certificate.ts';

/** From this many days before its end a certificate counts as expiring; the reminders begin there too (R01). */
export const expiringDays = 60;

export const dayMs = 24 * 60 * 60 * 1000;

export interface StatusFacts {
  /** ISO 8601 UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** Its authority has revoked it, by the newest answer. */
  readonly revoked: boolean;
  /** A newer certificate took its place. */
  readonly superseded: boolean;
}

/**
 * Validity and revocation alone, the most pressing first: an expired certificate is of no use whatever else is true of
 * it. Chain and key are facts of their own. RFC 5280 §4.1.2.5: both ends of the validity are inclusive.
 */
export function statusOf(facts: StatusFacts, now: Date): CertificateStatus {
  const end = Date.parse(facts.notAfter);
  if (now.getTime() > end) return 'expired';
  // It never becomes usable again, nor does it matter that another one took its place.
  if (facts.revoked) return 'revoked';
  if (now.getTime() < Date.parse(facts.notBefore)) return 'not-yet-valid';
  // Whoever renewed has no deadline any more.
  if (facts.superseded) return 'superseded';
  return end - now.getTime() <= expiringDays * dayMs ? 'expiring' : 'valid';
}

/** Whole days from `now` to the end, rounded down; negative when it has passed. */
export function daysLeft(notAfter: string, now: Date): number {
  return Math.floor((Date.parse(notAfter) - now.getTime()) / dayMs);
}
