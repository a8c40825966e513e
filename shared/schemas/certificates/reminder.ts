// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxOnly } from '../../domain/certificates/certificate-states.ts';
import { maxReminderDays, maxReminders } from '../../domain/certificates/reminder-plan.ts';
import { sha256Schema } from './certificate.ts';

export const reminderDaysSchema = z.array(z.number().int().min(0).max(maxReminderDays)).max(maxReminders);

const hourSchema = z.number().int().min(0).max(23);

export const quietHoursSchema = z.strictObject({ from: hourSchema, to: hourSchema });

export const remindedSchema = z.union([sha256Schema, z.uuid()]);

export const remindersOfSchema = z.strictObject({
  about: remindedSchema,
  days: z.array(z.number()).nullable(),
  /** `at` is ISO 8601 UTC and ignores quiet hours. */
  planned: z.array(z.strictObject({ days: z.number(), at: z.string() })),
  /** ISO 8601 UTC. */
  snoozedUntil: z.string().nullable(),
  canSnooze: z.boolean(),
});
export type RemindersOf = z.infer<typeof remindersOfSchema>;

/** Reminders the desktop couldn't show as notices. */
export const leftRemindersSchema = z.strictObject({
  first: z
    .strictObject({
      about: remindedSchema,
      /** Null for an entry with only a name and a date. */
      sha256: sha256Schema.nullable(),
      name: z.string(),
      notAfter: z.string(),
    })
    .nullable(),
  count: z.number().int(),
  /** Null if some aren't certificates, or a query can't name so many. */
  only: z.array(sha256Schema).max(maxOnly).nullable(),
});
export type LeftReminders = z.infer<typeof leftRemindersSchema>;
