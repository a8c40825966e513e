// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { annotationLimits } from './annotation-limits.ts';
import { certificateStatusSchema, sha256Schema } from './certificate.ts';

/** A reminder-only entry. `sha256` is null if it has only a name and a date. */
export const watchedSchema = z.strictObject({
  id: z.uuid(),
  sha256: sha256Schema.nullable(),
  name: z.string(),
  notAfter: z.string(),
  /** Without `sha256`, depends only on the date. */
  status: certificateStatusSchema,
  place: z.string().nullable(),
  createdAt: z.string(),
});
export type Watched = z.infer<typeof watchedSchema>;

export const watchedInputSchema = z.strictObject({
  name: z.string().trim().min(1).max(annotationLimits.label),
  /** `YYYY-MM-DD` in the local time zone, inclusive. */
  lastDay: z.iso.date(),
  place: z.string().max(annotationLimits.place).nullable(),
});
export type WatchedInput = z.infer<typeof watchedInputSchema>;
