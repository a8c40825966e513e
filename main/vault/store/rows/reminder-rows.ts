// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { ReminderState } from '../../../../shared/domain/certificates/reminder-plan.ts';
import { untouched } from '../../../../shared/domain/certificates/reminder-plan.ts';
import { reminderDaysSchema } from '../../../../shared/schemas/certificates/reminder.ts';
import { prepared } from '../prepared.ts';

export function reminderStates(database: DatabaseSync): Map<string, ReminderState> {
  const rows = prepared(database, 'SELECT * FROM reminders').all();
  return new Map(rows.map((row) => [String(row['about']), stateFromSql(row)]));
}

export function reminderState(database: DatabaseSync, about: string): ReminderState {
  const row = prepared(database, 'SELECT * FROM reminders WHERE about = ?').get(about);
  return row ? stateFromSql(row) : untouched;
}

export function canBeReminded(database: DatabaseSync, about: string): boolean {
  const query = `SELECT EXISTS (SELECT 1 FROM certificates WHERE sha256 = ?1 AND deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM watched WHERE id = ?1 AND sha256 IS NULL)
      OR EXISTS (SELECT 1 FROM backups WHERE id = ?1) AS found`;
  return prepared(database, query).get(about)?.['found'] === 1;
}

export function writeReminderState(database: DatabaseSync, about: string, state: ReminderState): void {
  prepared(
    database,
    `INSERT INTO reminders (about, days, snoozed_until, notified_not_after, notified_days) VALUES (?1, ?2, ?3, ?4, ?5)
      ON CONFLICT DO UPDATE SET days = ?2, snoozed_until = ?3, notified_not_after = ?4, notified_days = ?5
      WHERE days IS NOT ?2 OR snoozed_until IS NOT ?3 OR notified_not_after IS NOT ?4 OR notified_days IS NOT ?5`,
  ).run(
    about,
    state.days === null ? null : JSON.stringify(state.days),
    state.snoozedUntil,
    state.notified?.notAfter ?? null,
    state.notified?.days ?? null,
  );
}

export function forgetReminders(database: DatabaseSync, abouts: string): void {
  prepared(database, 'DELETE FROM reminders WHERE about IN (SELECT value FROM json_each(?))').run(abouts);
}

function stateFromSql(row: Readonly<Record<string, unknown>>): ReminderState {
  const { days, snoozed_until: snoozed, notified_not_after: notAfter, notified_days: notifiedDays } = row;
  return {
    days: typeof days === 'string' ? daysOf(days) : null,
    snoozedUntil: typeof snoozed === 'string' ? snoozed : null,
    notified: typeof notAfter === 'string' ? { notAfter, days: Number(notifiedDays) } : null,
  };
}

function daysOf(text: string): ReminderState['days'] {
  try {
    return reminderDaysSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
