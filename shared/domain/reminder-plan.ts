// SPDX-License-Identifier: Apache-2.0
import { dayMs } from './certificate-status.ts';

/** Days before the end at which a reminder comes, unless a person chose others (R01). */
export const standardReminderDays: readonly number[] = [60, 30, 14, 7, 3, 1, 0];

/** The furthest that can be chosen. */
export const maxReminderDays = 365;

/** Whoever was not reached for so long after the end is not told of it any more. */
export const toldAfterEndDays = 30;

export const snoozeDays = 7;

/** Hours of the local day, 0 to 23; `from` after `to` goes over midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

/** What is kept about the reminders of one certificate, or of a name and a date (D04). */
export interface ReminderState {
  /** Its own days; null: those of the settings. Empty: none. */
  readonly days: readonly number[] | null;
  /** ISO 8601 UTC. */
  readonly snoozedUntil: string | null;
  /** What was told last: of which end (ISO 8601 UTC), and for which of the days. */
  readonly told: { readonly notAfter: string; readonly days: number } | null;
}

export const untouched: ReminderState = { days: null, snoozedUntil: null, told: null };

export interface Remindable {
  /** SHA-256 of a certificate, or the id of a watched entry. */
  readonly about: string;
  /** ISO 8601 UTC. */
  readonly notAfter: string;
  readonly state: ReminderState;
}

/** One notice that is due. */
export interface DueReminder {
  readonly about: string;
  readonly notAfter: string;
  /** The smallest of its days that is reached: what was slept through before is told with it. */
  readonly days: number;
}

export interface ReminderPlan {
  readonly due: readonly DueReminder[];
  /** How many have reached one of their days, told or not: what a tray counts. */
  readonly reached: number;
  /** ISO 8601 UTC: before it nothing more becomes due by time alone; null: nothing ever. */
  readonly next: string | null;
}

/**
 * The moment, in ms since the epoch, from which the countdown reads `days`, which is rounded down: the last notice, for
 * 0 days, comes 24 hours before the end and not at it. It depends on no time zone, so that neither travelling nor a
 * change of the clocks brings a notice twice or takes one away.
 */
export function reminderTime(notAfter: string, days: number): number {
  return timeBefore(Date.parse(notAfter), days);
}

function timeBefore(end: number, days: number): number {
  return end - (days + 1) * dayMs;
}

/** What is due now, and when to look again. Quiet hours hold a notice back, they never drop it. */
export function planReminders(options: {
  readonly items: readonly Remindable[];
  /** Of the settings; without quiet hours null. */
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
    // Once: to read the date again for each of its days took longer than all the rest.
    const end = Date.parse(item.notAfter);
    if (now.getTime() > end + toldAfterEndDays * dayMs) continue;
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

/** The longest before the end counts: all others come later. */
function hasReached(end: number, days: readonly number[], now: number): boolean {
  return days.some((each) => timeBefore(end, each) <= now);
}

/** When its next notice is due and what it says; in the past: now. Null when none comes any more. */
function dueTime(
  { notAfter, state }: Remindable,
  end: number,
  days: readonly number[],
  now: number,
): { readonly time: number; readonly days: number } | null {
  const told = state.told?.notAfter === notAfter ? state.told.days : null;
  // A watched entry may have got an earlier end since it was put off.
  const snoozed = state.snoozedUntil === null ? null : Math.min(Date.parse(state.snoozedUntil), timeBefore(end, 0));
  // Whoever put a notice off wants it once more; it says what is true by then.
  const from = snoozed === null ? now : Math.max(snoozed, now);
  let nearest: number | null = null;
  let next: number | null = null;
  for (const each of days) {
    if (timeBefore(end, each) <= from) nearest = Math.min(nearest ?? each, each);
    else next = Math.max(next ?? each, each);
  }
  if (nearest !== null && (snoozed !== null || told === null || nearest < told)) return { time: from, days: nearest };
  return next === null ? null : { time: timeBefore(end, next), days: next };
}

/** A snooze of a week, but never into the last 24 hours; null when these have begun. ISO 8601 UTC. */
export function snoozeUntil(notAfter: string, now: Date): string | null {
  const until = Math.min(now.getTime() + snoozeDays * dayMs, reminderTime(notAfter, 0));
  return until > now.getTime() ? new Date(until).toISOString() : null;
}

/**
 * The end of the quiet hours that run now, in ms since the epoch, or null. To the hour: on a day on which the clocks
 * change it may be an hour off, and whoever looks then looks again.
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
