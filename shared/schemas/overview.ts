// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { backupPlaceKinds } from '../domain/backup/backup-place-kinds.ts';
import { maxOverviewCards } from '../domain/certificates/certificate-states.ts';
import { certificateStatusSchema, certificateSummarySchema, sha256Schema } from './certificates/certificate.ts';
import { lossKindSchema } from './certificates/loss.ts';
import { remindedSchema } from './certificates/reminder.ts';
import { watchedSchema } from './certificates/watched.ts';

/** Soonest first, at most three. Identity numbers masked. */
const dueItems = z
  .array(
    z.strictObject({
      about: remindedSchema,
      /** Null: only a name and a date (D04). */
      sha256: sha256Schema.nullable(),
      name: z.string(),
      /** ISO 8601 UTC. */
      notAfter: z.string(),
    }),
  )
  .max(3);
const named = z.array(z.strictObject({ sha256: sha256Schema, name: z.string() })).max(3);
const count = z.number().int().positive();

/** Suggested actions, in `taskKinds`' order (L09). */
export const overviewTaskSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recovery-code') }),
  /** For one: `items[0]`. */
  z.strictObject({
    kind: z.literal('loss'),
    count,
    items: z.array(z.strictObject({ sha256: sha256Schema, name: z.string(), loss: lossKindSchema })).max(3),
  }),
  z.strictObject({ kind: z.literal('arrived'), count, webEnrolmentId: z.uuid(), fileName: z.string() }),
  /** Within the last 60 days. */
  z.strictObject({ kind: z.literal('expired'), count, items: dueItems }),
  /** `days`: until the last one, rounded down. `soon`: within 7 days. */
  z.strictObject({
    kind: z.literal('expiring'),
    count,
    days: z.number().int(),
    soon: z.number().int(),
    items: dueItems,
  }),
  z.strictObject({
    kind: z.literal('backup'),
    none: z.number().int(),
    outdated: z.number().int(),
    /** Newest; ISO 8601 UTC. */
    last: z.strictObject({ createdAt: z.string(), place: z.string(), at: z.enum(backupPlaceKinds) }).nullable(),
  }),
  /** Neither replaced nor reported as lost. */
  z.strictObject({ kind: z.literal('revoked'), count, items: named }),
  /** Those not polled in the background. */
  z.strictObject({ kind: z.literal('request'), count, names: z.array(z.string()).max(3) }),
  z.strictObject({ kind: z.literal('verify-backup'), backupId: z.uuid(), lookedAt: z.string() }),
]);
export type OverviewTask = z.infer<typeof overviewTaskSchema>;

export const overviewSchema = z.strictObject({
  /** Most urgent first, one of each kind. */
  tasks: z.array(overviewTaskSchema),
  /** Excludes CAs and superseded ones: all, or of more than six the five that expire first. Expired ones last. */
  certificates: z.array(certificateSummarySchema).max(maxOverviewCards),
  /** Total number for `certificates`. */
  own: z.number().int(),
  /** Excludes CAs. */
  counts: z.record(certificateStatusSchema, z.number().int()),
  /** Only a name and a date, soonest first. */
  watched: z.array(watchedSchema).max(maxOverviewCards),
  backups: z.strictObject({ withKey: z.number().int(), current: z.number().int(), outdated: z.number().int() }),
  /** ISO 8601 UTC; null: none planned. */
  nextReminderAt: z.string().nullable(),
  /** ISO 8601 UTC: next time-based status change; null: never. */
  changesAt: z.string().nullable(),
});
export type Overview = z.infer<typeof overviewSchema>;
