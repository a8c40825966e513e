// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sealProblems } from '../../../domain/secrets/protector-kinds.ts';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import { activityEvents, activityKinds } from '../../../domain/activity-events.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { vaultStatusSchema } from '../../../schemas/vault/vault-status.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const activityEntrySchema = z.strictObject({
  seq: z.number().int(),
  /** ISO 8601 UTC. */
  at: z.string(),
  event: z.enum(activityEvents),
  detail: z.strictObject({
    certificates: z.array(sha256Schema).optional(),
    count: z.number().int().optional(),
    keys: z.number().int().optional(),
    what: z.string().optional(),
  }),
  /** Whether the seal covers the entry, or null while locked. */
  sealed: z.boolean().nullable(),
});

const activityFilterSchema = z.strictObject({
  kind: z.enum(activityKinds).nullable(),
  /** Matched against entry details and certificate names. */
  search: z.string().max(200),
  /** Events whose displayed text, in the page's language, matches `search`. */
  named: z.array(z.enum(activityEvents)).max(activityEvents.length),
});
export type ActivityFilter = z.infer<typeof activityFilterSchema>;

const sealFindingSchema = z.strictObject({
  problem: z.enum(sealProblems),
  /** Depends on `problem`, for example a host or a certificate hash. */
  affected: z.string(),
});
export type SealFinding = z.infer<typeof sealFindingSchema>;

export const activityCalls = {
  /** Newest first, each import as one entry. `before` is the `seq` of the previous page's last entry. */
  list: query({
    powers: 'none',
    input: z.strictObject({
      before: z.number().int().nullable(),
      limit: z.number().int().min(1).max(200),
      filter: activityFilterSchema.optional(),
    }),
    output: z.strictObject({
      entries: z.array(activityEntrySchema),
      total: z.number().int(),
      counts: z.record(z.enum(activityKinds), z.number().int()),
    }),
    errors: vaultReadErrors,
  }),
  /** Writes all entries, like `certsteward log export`. */
  write: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({ destinationId: z.uuid() }),
    output: z.strictObject({ displayPath: z.string(), entries: z.number().int() }),
    errors: ['vault-missing', 'draft-expired', ...destinationErrors, 'verification-failed', ...vaultReadErrors],
    long: true,
  }),
  verify: query({
    powers: 'none',
    input: z.strictObject({}),
    output: z.strictObject({
      seal: vaultStatusSchema.shape.seal,
      entries: z.number().int(),
      findings: z.array(sealFindingSchema),
    }),
    errors: ['vault-missing', ...vaultReadErrors],
    long: true,
  }),
  acceptSeal: command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({}),
    output: vaultStatusSchema,
    errors: ['vault-missing', 'vault-locked', ...vaultWriteErrors],
  }),
} as const;
