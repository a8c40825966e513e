// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { annotationLimits } from './annotation-limits.ts';
import { certificateStatusSchema, sha256Schema } from './certificate.ts';

/** Watch only (D04). `sha256`: in the vault; null: only a name and a date. */
export const watchedSchema = z.strictObject({
  id: z.uuid(),
  sha256: sha256Schema.nullable(),
  /** Identity numbers masked. */
  name: z.string(),
  /** ISO 8601 UTC. */
  notAfter: z.string(),
  /** By date only. */
  status: certificateStatusSchema,
  place: z.string().nullable(),
  /** ISO 8601 UTC. */
  createdAt: z.string(),
});
export type Watched = z.infer<typeof watchedSchema>;

export const watchedInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(annotationLimits.label),
  /** `YYYY-MM-DD`, local time zone, inclusive. */
  lastDay: z.iso.date(),
  place: z.string().max(annotationLimits.place).nullable(),
});
export type WatchedInput = z.infer<typeof watchedInputSchema>;
