// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxOnly } from '../../../domain/certificates/certificate-states.ts';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import {
  leftRemindersSchema,
  remindedSchema,
  reminderDaysSchema,
  remindersOfSchema,
} from '../../../schemas/certificates/reminder.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const writeErrors = ['vault-missing', 'not-found', ...vaultWriteErrors] as const;

export const reminderCalls = {
  of: query({
    powers: 'none',
    input: z.strictObject({ about: remindedSchema }),
    output: remindersOfSchema,
    errors: ['vault-missing', 'not-found', ...vaultReadErrors],
  }),
  /** Null `days` uses the settings; an empty list disables reminders. */
  choose: command({
    powers: 'none',
    input: z.strictObject({ about: remindedSchema, days: reminderDaysSchema.nullable() }),
    output: remindersOfSchema,
    errors: writeErrors,
  }),
  snooze: command({
    powers: 'none',
    input: z.strictObject({ about: remindedSchema, snoozed: z.boolean() }),
    output: remindersOfSchema,
    errors: writeErrors,
  }),
  left: query({
    powers: 'none',
    input: z.strictObject({}),
    output: leftRemindersSchema,
    errors: vaultReadErrors,
  }),
  seen: command({
    powers: 'none',
    input: z.strictObject({ about: z.array(remindedSchema).max(maxOnly).nullable() }),
    maxBytes: maxOnly * 68 + 4096,
    output: z.strictObject({}),
    errors: writeErrors,
  }),
  /** What `writeCalendar` would write. `first` and `last` are the earliest and the latest expiry, ISO 8601 UTC. */
  calendar: query({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({ events: z.number().int(), first: z.string().nullable(), last: z.string().nullable() }),
    errors: vaultReadErrors,
  }),
  writeCalendar: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({ destinationId: z.uuid() }),
    output: z.strictObject({ displayPath: z.string(), events: z.number().int() }),
    errors: ['draft-expired', ...destinationErrors, 'verification-failed', ...vaultReadErrors],
  }),
} as const;
