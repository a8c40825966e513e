// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sealProblems } from '../../../domain/secrets/protector-kinds.ts';
import { activityEvents } from '../../../domain/activity-events.ts';
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
  /** Covered by the seal; null: locked, so unknown. */
  sealed: z.boolean().nullable(),
});

const sealFindingSchema = z.strictObject({
  problem: z.enum(sealProblems),
  /** SPKI hash of a key, protector kind, entry number, recipient or revision. */
  affected: z.string(),
});
export type SealFinding = z.infer<typeof sealFindingSchema>;

export const activityCalls = {
  /** Newest first; `before` continues an earlier page. */
  list: query({
    powers: 'none',
    input: z.strictObject({ before: z.number().int().nullable(), limit: z.number().int().min(1).max(200) }),
    output: z.strictObject({ entries: z.array(activityEntrySchema), total: z.number().int() }),
    errors: vaultReadErrors,
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
  /** Seals the current state despite the findings. */
  acceptSeal: command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({}),
    output: vaultStatusSchema,
    errors: ['vault-missing', 'vault-locked', ...vaultWriteErrors],
  }),
} as const;
