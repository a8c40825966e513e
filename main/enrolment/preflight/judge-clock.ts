// SPDX-License-Identifier: Apache-2.0
import type { PreflightCheck } from '../../../shared/schemas/enrolment/preflight.ts';
import { finding } from './finding.ts';

export interface ClockReading {
  /** The `Date` header in milliseconds, precise to a second (RFC 9110 §6.6.1). */
  readonly server: number;
  readonly asked: number;
  readonly answered: number;
}

/** Kerberos's tolerance (RFC 4120 §8.2). CAs usually backdate certificates by as much. */
const rightMs = 5 * 60_000;
/**
 * Wrong time zones are usually off by an hour or more. One minute less allows for measurement errors. A clock so far
 * behind rejects a new certificate, wasting the code.
 */
const wrongMs = 59 * 60_000;

function aheadBy({ server, asked, answered }: ClockReading): number {
  const difference = (asked + answered) / 2 - (server + 500);
  const uncertain = 500 + (answered - asked) / 2;
  return Math.sign(difference) * Math.max(0, Math.abs(difference) - uncertain);
}

export function judgeClock(reading: ClockReading | null): PreflightCheck {
  if (reading === null) return finding('clock-unknown');
  const off = Math.abs(aheadBy(reading));
  if (off <= rightMs) return finding('clock-right');
  return off < wrongMs ? finding('clock-off', bothTimes(reading)) : finding('clock-wrong', bothTimes(reading));
}

export function bothTimes({ server, answered }: ClockReading): PreflightCheck['details'] {
  return { here: new Date(answered).toISOString(), there: new Date(server).toISOString() };
}
