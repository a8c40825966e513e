// SPDX-License-Identifier: Apache-2.0
import { calendarDays, daysLeft, expiringDays } from '../../../shared/domain/certificates/certificate-status.ts';
import type { CertificateStatus } from '../../../shared/schemas/certificates/certificate.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export const urgentDays = 7;
/** Up to this many days, the unit is hours or minutes. */
const daysShownAbove = 3;

export type Countdown =
  | { readonly phase: 'not-yet'; readonly unit: Unit; readonly count: number; readonly fraction: 1 }
  | { readonly phase: 'running'; readonly unit: Unit; readonly count: number; readonly fraction: number }
  | { readonly phase: 'expired'; readonly unit: Unit; readonly count: number; readonly fraction: 0 };
export type Unit = 'days' | 'hours' | 'minutes';

/**
 * Times are ms since the epoch. `fraction` is the remaining part of the period, from 0 to 1. `isByDay` is for an end
 * known only to the day: hours only count down the last day.
 */
export function countdown(notBefore: number, notAfter: number, now: number, isByDay = false): Countdown {
  if (now < notBefore) return { phase: 'not-yet', ...span(now, notBefore, isByDay), fraction: 1 };
  // RFC 5280 §4.1.2.5: notAfter is inclusive.
  if (now > notAfter) return { phase: 'expired', ...span(notAfter, now, isByDay), fraction: 0 };
  const whole = Math.max(notAfter - notBefore, 1);
  return { phase: 'running', ...span(now, notAfter, isByDay), fraction: Math.min(1, (notAfter - now) / whole) };
}

/** Days are calendar days; hours and minutes round down. */
function span(from: number, to: number, isByDay: boolean): { unit: Unit; count: number } {
  const ms = to - from;
  const days = calendarDays(new Date(from), new Date(to));
  if (ms > daysShownAbove * day || (isByDay && days > 0)) return { unit: 'days', count: days };
  if (ms >= hour) return { unit: 'hours', count: Math.floor(ms / hour) };
  return { unit: 'minutes', count: Math.max(1, Math.floor(ms / minute)) };
}

/** Returns main's status, updated to the time `now`. */
export function statusNow(
  status: CertificateStatus,
  notBefore: string,
  notAfter: string,
  now: number,
): CertificateStatus {
  if (status === 'revoked' || status === 'superseded') return status;
  const end = Date.parse(notAfter);
  if (now > end) return 'expired';
  if (now < Date.parse(notBefore)) return 'not-yet-valid';
  return daysLeft(notAfter, new Date(now)) <= expiringDays ? 'expiring' : 'valid';
}

export type Tone = 'ok' | 'warn' | 'bad' | 'off';

export const statusTone: Record<CertificateStatus, Tone> = {
  valid: 'ok',
  expiring: 'warn',
  expired: 'bad',
  'not-yet-valid': 'off',
  revoked: 'bad',
  superseded: 'off',
};

/** `current` is from `statusNow`. */
export function isUrgent(current: CertificateStatus, notAfter: string, now: number): boolean {
  return current === 'expiring' && daysLeft(notAfter, new Date(now)) <= urgentDays;
}

export function toneNow(current: CertificateStatus, notAfter: string, now: number): Tone {
  return isUrgent(current, notAfter, now) ? 'bad' : statusTone[current];
}
