// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { backupPlaceKinds } from '../domain/backup/backup-place-kinds.ts';
import { maxOnly, maxOverviewCards } from '../domain/certificates/certificate-states.ts';
import { certificateStatusSchema, certificateSummarySchema, sha256Schema } from './certificates/certificate.ts';
import { lossKindSchema } from './certificates/loss.ts';
import { remindedSchema } from './certificates/reminder.ts';
import { watchedSchema } from './certificates/watched.ts';

/** Nearest expiry first. Identity numbers are masked. */
const dueItems = z
  .array(
    z.strictObject({
      about: remindedSchema,
      sha256: sha256Schema.nullable(),
      name: z.string(),
      notAfter: z.string(),
    }),
  )
  .max(3);
const named = z.array(z.strictObject({ sha256: sha256Schema, name: z.string() })).max(3);
const count = z.number().int().positive();
/** Certificates that the task counts, so none for typed entries. Null if too many for a query. */
const only = z.array(sha256Schema).max(maxOnly).nullable();

export const overviewTaskSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('recovery-code') }),
  z.strictObject({
    kind: z.literal('loss'),
    count,
    items: z.array(z.strictObject({ sha256: sha256Schema, name: z.string(), loss: lossKindSchema })).max(3),
    /** Institutions that the user hasn't notified yet. */
    unnotified: z.array(z.string()).max(20),
    /** Notified ones that haven't confirmed the revocation yet. */
    unconfirmed: z.array(z.string()).max(20),
  }),
  z.strictObject({ kind: z.literal('arrived'), count, webEnrolmentId: z.uuid(), fileName: z.string() }),
  /** Expired in the last 60 days. */
  z.strictObject({ kind: z.literal('expired'), count, only, items: dueItems }),
  /** `days`: calendar days until the last item expires. `soon`: number expiring within 7 days. */
  z.strictObject({
    kind: z.literal('expiring'),
    count,
    only,
    days: z.number().int(),
    soon: z.number().int(),
    items: dueItems,
  }),
  z.strictObject({
    kind: z.literal('backup'),
    none: z.number().int(),
    outdated: z.number().int(),
    /** Newest backup without a problem. `createdAt` is ISO 8601 UTC. */
    last: z.strictObject({ createdAt: z.string(), place: z.string(), at: z.enum(backupPlaceKinds) }).nullable(),
  }),
  /** Everything is backed up, but only on this computer's own disk. */
  z.strictObject({ kind: z.literal('backup-here') }),
  /** Everything is backed up, but no backup opens with the current recovery code. */
  z.strictObject({ kind: z.literal('backup-code') }),
  /** Excludes replaced certificates and those with a loss report. */
  z.strictObject({ kind: z.literal('revoked'), count, only, items: named }),
  z.strictObject({ kind: z.literal('key-missing'), count, items: named }),
  /** Requests and web enrolments awaiting the user. */
  z.strictObject({ kind: z.literal('request'), count, names: z.array(z.string()).max(3) }),
  z.strictObject({ kind: z.literal('verify-backup'), backupId: z.uuid(), lookedAt: z.string() }),
]);
export type OverviewTask = z.infer<typeof overviewTaskSchema>;

export const overviewSchema = z.strictObject({
  /** At most one of each kind, most urgent first. */
  tasks: z.array(overviewTaskSchema),
  /**
   * Excludes keyless CAs and superseded certificates. Expired ones come last. If there are more than six, only the
   * first five that are neither expired nor revoked.
   */
  certificates: z.array(certificateSummarySchema).max(maxOverviewCards),
  /** Number of certificates before `certificates` was shortened. */
  own: z.number().int(),
  /** As the list counts them, so including browsers and USB keys. */
  counts: z.record(certificateStatusSchema, z.number().int()),
  /** Entries with only a name and a date, soonest first. */
  watched: z.array(watchedSchema).max(maxOverviewCards),
  backups: z.strictObject({ withKey: z.number().int(), current: z.number().int(), outdated: z.number().int() }),
  /** `at` is ISO 8601 UTC. Null if none is planned. */
  nextReminder: z.strictObject({ at: z.string(), name: z.string() }).nullable(),
  /** ISO 8601 UTC of the next time-based status change, or null. */
  changesAt: z.string().nullable(),
});
export type Overview = z.infer<typeof overviewSchema>;
