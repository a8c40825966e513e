// SPDX-License-Identifier: Apache-2.0
import { dayMs, startOfDay } from './certificate-status.ts';

export const standardReminderDays: readonly number[] = [60, 30, 14, 7, 3, 1, 0];

export const maxReminderDays = 365;

export const maxReminders = 20;

export const lastNoticeDaysAfterEnd = 30;

export const snoozeDays = 7;

/** Local hours from 0 to 23. The period spans midnight if `from` is later than `to`. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

export interface ReminderState {
  /** Null uses the settings; empty disables reminders. */
  readonly days: readonly number[] | null;
  /** ISO 8601 UTC. */
  readonly snoozedUntil: string | null;
  /** `notAfter` is in ISO 8601 UTC. */
  readonly notified: { readonly notAfter: string; readonly days: number } | null;
}

export const untouched: ReminderState = { days: null, snoozedUntil: null, notified: null };

export interface Remindable {
  /** SHA-256 of a certificate, or the id of a watched entry. */
  readonly about: string;
  /** ISO 8601 UTC. */
  readonly notAfter: string;
  readonly state: ReminderState;
}

export interface DueReminder {
  readonly about: string;
  readonly notAfter: string;
  readonly days: number;
}

export interface ReminderPlan {
  readonly due: readonly DueReminder[];
  /** Number of items past their first reminder, shown in the tray. */
  readonly reached: number;
  /** ISO 8601 UTC, or null if no later reminder is planned. */
  readonly next: string | null;
  /** `about` of the item to be reminded of at `next`. */
  readonly nextAbout: string | null;
}

/** Returns ms since the epoch: the start of the local day that is `days` before the day of expiry. */
export function reminderTime(notAfter: string, days: number): number {
  return startOfDay(new Date(notAfter), -days);
}

/** Quiet hours only delay notices. */
export function planReminders(options: {
  readonly items: readonly Remindable[];
  readonly days: readonly number[];
  readonly quietHours: QuietHours | null;
  readonly now: Date;
  /** IANA name such as `Asia/Shanghai`. */
  readonly timeZone: string;
}): ReminderPlan {
  const { items, days, now } = options;
  const due: DueReminder[] = [];
  let first = Infinity;
  let firstAbout: string | null = null;
  let reached = 0;
  for (const item of items) {
    // Parse once: parsing for each day dominated the run time.
    const end = new Date(item.notAfter);
    if (now.getTime() > end.getTime() + lastNoticeDaysAfterEnd * dayMs) continue;
    const own = item.state.days ?? days;
    // Local dates are slow to compute, so skip items that can't be next.
    if (end.getTime() - (Math.max(...own) + 2) * dayMs > Math.max(first, now.getTime())) continue;
    if (hasReached(end, own, now.getTime())) reached += 1;
    const at = dueTime(item, end, own, now.getTime());
    if (at === null) continue;
    if (at.time <= now.getTime()) due.push({ about: item.about, notAfter: item.notAfter, days: at.days });
    else if (at.time < first) [first, firstAbout] = [at.time, item.about];
  }
  const quietUntil = endOfQuiet(options.quietHours, now, options.timeZone);
  const [waiting] = due;
  if (quietUntil !== null && waiting !== undefined) {
    const nextAbout = quietUntil <= first ? waiting.about : firstAbout;
    return { due: [], reached, next: new Date(Math.min(quietUntil, first)).toISOString(), nextAbout };
  }
  return { due, reached, next: firstAbout === null ? null : new Date(first).toISOString(), nextAbout: firstAbout };
}

function hasReached(end: Date, days: readonly number[], now: number): boolean {
  return days.some((each) => startOfDay(end, -each) <= now);
}

/** `time` is in ms since the epoch. Returns null if no reminder is left. */
function dueTime(
  { notAfter, state }: Remindable,
  end: Date,
  days: readonly number[],
  now: number,
): { readonly time: number; readonly days: number } | null {
  const notified = state.notified?.notAfter === notAfter ? state.notified.days : null;
  // The entry's expiry may have moved earlier since it was snoozed.
  const snoozed = state.snoozedUntil === null ? null : Math.min(Date.parse(state.snoozedUntil), startOfDay(end));
  const from = snoozed === null ? now : Math.max(snoozed, now);
  let nearest: number | null = null;
  let next: number | null = null;
  for (const each of days) {
    if (startOfDay(end, -each) <= from) nearest = Math.min(nearest ?? each, each);
    else next = Math.max(next ?? each, each);
  }
  if (nearest !== null && (snoozed !== null || notified === null || nearest < notified))
    return { time: from, days: nearest };
  return next === null ? null : { time: startOfDay(end, -next), days: next };
}

/** Returns ISO 8601 UTC, or null from the day of expiry. */
export function snoozeUntil(notAfter: string, now: Date): string | null {
  const until = Math.min(now.getTime() + snoozeDays * dayMs, reminderTime(notAfter, 0));
  return until > now.getTime() ? new Date(until).toISOString() : null;
}

/**
 * Returns ms since the epoch, or null outside quiet hours. Can be off by an hour at clock changes, so the caller checks
 * again.
 */
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
