// SPDX-License-Identifier: Apache-2.0
import { dayMs } from './certificate-status.ts';

/** Before the end (R01). */
export const standardReminderDays: readonly number[] = [60, 30, 14, 7, 3, 1, 0];

export const maxReminderDays = 365;

/** Sends no notices after this. */
export const lastNoticeDaysAfterEnd = 30;

export const snoozeDays = 7;

/** Local hours, 0 to 23. `from` after `to`: past midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** Per certificate or watched entry (D04). */
export interface ReminderState {
  /** Null: from the settings. Empty: none. */
  readonly days: readonly number[] | null;
  /** ISO 8601 UTC. */
  readonly snoozedUntil: string | null;
  /** `notAfter`: ISO 8601 UTC. */
  readonly notified: { readonly notAfter: string; readonly days: number } | null;
}

export const untouched: ReminderState = { days: null, snoozedUntil: null, notified: null };

export interface Remindable {
  /** SHA-256 of a certificate, or id of a watched entry. */
  readonly about: string;
  /** ISO 8601 UTC. */
  readonly notAfter: string;
  readonly state: ReminderState;
}

export interface DueReminder {
  readonly about: string;
  readonly notAfter: string;
  /** The smallest day reached. */
  readonly days: number;
}

export interface ReminderPlan {
  readonly due: readonly DueReminder[];
  /** Including notified ones: the tray count. */
  readonly reached: number;
  /** ISO 8601 UTC; null: no further change by time alone. */
  readonly next: string | null;
}

/**
 * ms since the epoch. The countdown rounds down, so day 0 is 24 hours before the end. Time zone independent: travel and
 * clock changes neither repeat nor drop a notice.
 */
export function reminderTime(notAfter: string, days: number): number {
  return timeBefore(Date.parse(notAfter), days);
}

function timeBefore(end: number, days: number): number {
  return end - (days + 1) * dayMs;
}

/** Quiet hours only delay notices. */
export function planReminders(options: {
  readonly items: readonly Remindable[];
  readonly days: readonly number[];
  readonly quietHours: QuietHours | null;
  readonly now: Date;
  /** IANA name, `Asia/Shanghai`. */
  readonly timeZone: string;
}): ReminderPlan {
  const { items, days, now } = options;
  const due: DueReminder[] = [];
  let first = Infinity;
  let reached = 0;
  for (const item of items) {
    // Parsing per day took longer than everything else.
    const end = Date.parse(item.notAfter);
    if (now.getTime() > end + lastNoticeDaysAfterEnd * dayMs) continue;
    const own = item.state.days ?? days;
    if (hasReached(end, own, now.getTime())) reached += 1;
    const at = dueTime(item, end, own, now.getTime());
    if (at === null) continue;
    if (at.time <= now.getTime()) due.push({ about: item.about, notAfter: item.notAfter, days: at.days });
    else first = Math.min(first, at.time);
  }
  const quietUntil = endOfQuiet(options.quietHours, now, options.timeZone);
  if (quietUntil !== null && due.length > 0) {
    return { due: [], reached, next: new Date(Math.min(quietUntil, first)).toISOString() };
  }
  return { due, reached, next: Number.isFinite(first) ? new Date(first).toISOString() : null };
}

function hasReached(end: number, days: readonly number[], now: number): boolean {
  return days.some((each) => timeBefore(end, each) <= now);
}

/** A past time means now. Null: none. */
function dueTime(
  { notAfter, state }: Remindable,
  end: number,
  days: readonly number[],
  now: number,
): { readonly time: number; readonly days: number } | null {
  const notified = state.notified?.notAfter === notAfter ? state.notified.days : null;
  // A watched entry's end may have moved earlier.
  const snoozed = state.snoozedUntil === null ? null : Math.min(Date.parse(state.snoozedUntil), timeBefore(end, 0));
  // A snoozed notice always repeats.
  const from = snoozed === null ? now : Math.max(snoozed, now);
  let nearest: number | null = null;
  let next: number | null = null;
  for (const each of days) {
    if (timeBefore(end, each) <= from) nearest = Math.min(nearest ?? each, each);
    else next = Math.max(next ?? each, each);
  }
  if (nearest !== null && (snoozed !== null || notified === null || nearest < notified))
    return { time: from, days: nearest };
  return next === null ? null : { time: timeBefore(end, next), days: next };
}

/** ISO 8601 UTC. Null: within the last 24 hours. */
export function snoozeUntil(notAfter: string, now: Date): string | null {
  const until = Math.min(now.getTime() + snoozeDays * dayMs, reminderTime(notAfter, 0));
  return until > now.getTime() ? new Date(until).toISOString() : null;
}

/** ms since the epoch; null: none now. May be an hour off at clock changes; the caller then checks again. */
export function endOfQuiet(quiet: QuietHours | null, now: Date, timeZone: string): number | null {
  if (quiet === null || quiet.from === quiet.to) return null;
  const { hour, minute, second } = localTime(now, timeZone);
  const isQuiet = quiet.from < quiet.to ? hour >= quiet.from && hour < quiet.to : hour >= quiet.from || hour < quiet.to;
  if (!isQuiet) return null;
  const hours = (quiet.to - hour + 24) % 24;
  return now.getTime() + ((hours * 60 - minute) * 60 - second) * 1000;
}

function localTime(at: Date, timeZone: string): { hour: number; minute: number; second: number } {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const [hour = 0, minute = 0, second = 0] = clock.format(at).split(':').map(Number);
  return { hour, minute, second };
}
