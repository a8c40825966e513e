// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { annotationLimits } from './annotation-limits.ts';
import { certificateStatusSchema, sha256Schema } from './certificate.ts';

/**
 * What is only watched (D04): its key lies where nobody but the bank's program reaches it. With a certificate, `sha256`
 * names the one in the vault; else a name and a date were typed in.
 */
export const watchedSchema = z.strictObject({
  id: z.uuid(),
  sha256: sha256Schema.nullable(),
  /** Identity numbers masked. */
  name: z.string(),
  /** ISO 8601 UTC. */
  notAfter: z.string(),
  /** Of the date alone: nobody can tell more without a certificate. */
  status: certificateStatusSchema,
  place: z.string().nullable(),
  /** ISO 8601 UTC. */
  createdAt: z.string(),
});
export type Watched = z.infer<typeof watchedSchema>;

export const watchedInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(annotationLimits.label),
  /** The last day, `YYYY-MM-DD`, in the time zone of this computer: valid to its end. */
  lastDay: z.iso.date(),
  place: z.string().max(annotationLimits.place).nullable(),
});
export type WatchedInput = z.infer<typeof watchedInputSchema>;
