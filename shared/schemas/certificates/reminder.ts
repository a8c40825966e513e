// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxReminderDays } from '../../domain/certificates/reminder-plan.ts';
import { sha256Schema } from './certificate.ts';

/** Before the end. */
export const reminderDaysSchema = z.array(z.number().int().min(0).max(maxReminderDays)).max(20);

const hourSchema = z.number().int().min(0).max(23);

/** Local; `from` after `to`: past midnight. */
export const quietHoursSchema = z.strictObject({ from: hourSchema, to: hourSchema });

/** Certificate, or watched entry (D04). */
export const remindedSchema = z.union([sha256Schema, z.uuid()]);

export const remindersOfSchema = z.strictObject({
  about: remindedSchema,
  /** Null: from the settings. */
  days: z.array(z.number()).nullable(),
  /** `at`: ISO 8601 UTC, ignoring quiet hours. */
  planned: z.array(z.strictObject({ days: z.number(), at: z.string() })),
  /** ISO 8601 UTC. */
  snoozedUntil: z.string().nullable(),
  /** More than 24 hours left. */
  canSnooze: z.boolean(),
});
export type RemindersOf = z.infer<typeof remindersOfSchema>;

/** The desktop shows no notices (R02). */
export const leftRemindersSchema = z.strictObject({
  first: z
    .strictObject({
      about: remindedSchema,
      /** Null: only a name and a date. */
      sha256: sha256Schema.nullable(),
      /** Identity numbers masked. */
      name: z.string(),
      /** ISO 8601 UTC. */
      notAfter: z.string(),
    })
    .nullable(),
  count: z.number().int(),
});
export type LeftReminders = z.infer<typeof leftRemindersSchema>;
