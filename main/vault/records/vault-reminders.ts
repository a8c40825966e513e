// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { DueReminder, ReminderState } from '../../../shared/domain/certificates/reminder-plan.ts';
import * as rows from '../store/rows/reminder-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';

/** `about` is a certificate SHA-256, or the id of a watched entry or backup. Works while locked. */
export interface VaultReminders {
  states(): Map<string, ReminderState>;
  state(about: string): ReminderState;
  /** Null restores the default days; an empty array turns reminders off. Throws `not-found`. */
  choose(about: string, days: readonly number[] | null): Promise<void>;
  /** `until` is ISO 8601 UTC; null ends the snooze. Throws `not-found`. */
  snooze(about: string, until: string | null): Promise<void>;
  markNotified(reminders: readonly DueReminder[]): Promise<void>;
}

export function createVaultReminders(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
}): VaultReminders {
  const { database, transactions } = parts;

  async function change(about: string, changed: Partial<ReminderState>): Promise<void> {
    await transactions.change(() => {
      if (!rows.canBeReminded(database, about)) throw new AppError('not-found');
      rows.writeReminderState(database, about, { ...rows.reminderState(database, about), ...changed });
    });
  }

  return {
    states: () => withSqliteErrors(() => rows.reminderStates(database)),
    state: (about) => withSqliteErrors(() => rows.reminderState(database, about)),
    choose: async (about, days) =>
      change(about, { days: days === null ? null : [...new Set(days)].toSorted((a, b) => b - a) }),
    snooze: async (about, snoozedUntil) => change(about, { snoozedUntil }),
    async markNotified(reminders) {
      await transactions.change(() => {
        for (const { about, notAfter, days } of reminders) {
          if (!rows.canBeReminded(database, about)) continue;
          const { days: chosen } = rows.reminderState(database, about);
          rows.writeReminderState(database, about, { days: chosen, snoozedUntil: null, notified: { notAfter, days } });
        }
      });
    },
  };
}
