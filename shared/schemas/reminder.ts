// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxReminderDays } from '../domain/reminder-plan.ts';
import { sha256Schema } from './certificate.ts';

/** Days before the end; empty: no reminder. */
export const reminderDaysSchema = z.array(z.number().int().min(0).max(maxReminderDays)).max(20);

const hourSchema = z.number().int().min(0).max(23);

/** Hours of the local day in which no notice comes; `from` after `to` goes over midnight. */
export const quietHoursSchema = z.strictObject({ from: hourSchema, to: hourSchema });

/** SHA-256 of a certificate, or the id of a watched entry (D04). */
export const remindedSchema = z.union([sha256Schema, z.uuid()]);

/** The reminders of one certificate or watched entry (R01), as the detail shows them. */
export const remindersOfSchema = z.strictObject({
  about: remindedSchema,
  /** Its own days; null: those of the settings. */
  days: z.array(z.number()).nullable(),
  /** What is still to come; `at` ISO 8601 UTC, not counting quiet hours. Empty when it has none. */
  planned: z.array(z.strictObject({ days: z.number(), at: z.string() })),
  /** ISO 8601 UTC. */
  snoozedUntil: z.string().nullable(),
  /** Its next reminder can be put off: it has one, and more than 24 hours are left. */
  canSnooze: z.boolean(),
});
export type RemindersOf = z.infer<typeof remindersOfSchema>;

/** What is due where the desktop takes no notices (R02): the one that ends first, and how many there are with it. */
export const leftRemindersSchema = z.strictObject({
  first: z
    .strictObject({
      about: remindedSchema,
      /** Null: a name and a date that were typed in. */
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
