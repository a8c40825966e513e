// SPDX-License-Identifier: Apache-2.0
import type { PreflightCheck } from '../../../shared/schemas/preflight.ts';
import { finding } from './finding.ts';

/** One reading of a server's clock between two of ours. All in milliseconds since 1970. */
export interface ClockReading {
  /** Of the header `Date` (RFC 9110 §6.6.1), which has whole seconds. */
  readonly server: number;
  readonly asked: number;
  readonly answered: number;
}

/** What Kerberos takes for the same time (RFC 4120 §1.6), and authorities usually date their certificates back by. */
const rightMs = 5 * 60_000;
/**
 * From here on a certificate that was issued just now would be refused as not yet valid, and the code be used up: the
 * usual slip is a time zone, which is an hour or more.
 */
const wrongMs = 60 * 60_000;

/** Milliseconds that our clock is ahead of the server's; half a second and the way of the answer are not counted. */
function aheadBy({ server, asked, answered }: ClockReading): number {
  const difference = (asked + answered) / 2 - (server + 500);
  const uncertain = 500 + (answered - asked) / 2;
  return Math.sign(difference) * Math.max(0, Math.abs(difference) - uncertain);
}

/** Whether our clock is right, as far as one server tells. */
export function judgeClock(reading: ClockReading | null): PreflightCheck {
  if (reading === null) return finding('clock-unknown');
  const off = Math.abs(aheadBy(reading));
  if (off <= rightMs) return finding('clock-right');
  return off < wrongMs ? finding('clock-off', bothTimes(reading)) : finding('clock-wrong', bothTimes(reading));
}

/** ISO 8601 UTC. */
export function bothTimes({ server, answered }: ClockReading): PreflightCheck['details'] {
  return { here: new Date(answered).toISOString(), there: new Date(server).toISOString() };
}
