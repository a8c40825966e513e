// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { placeKindSchema } from '../store.ts';
import { certificateSummarySchema } from './certificate.ts';

/** `name`: store or token; empty: the vault. */
export const listPlaceSchema = z.strictObject({
  kind: z.union([placeKindSchema, z.literal('vault')]),
  name: z.string(),
});
export type ListPlace = z.infer<typeof listPlaceSchema>;

/** L10. */
export const listRowSchema = certificateSummarySchema.extend({
  /** False: only in a browser, the OS or a connected token. */
  inVault: z.boolean(),
  /** The vault first. */
  where: z.array(listPlaceSchema),
  /** In an identity shown as two certificates; null: closed, or no pair (G04). */
  part: z.enum(['signing', 'encryption']).nullable(),
});
export type ListRow = z.infer<typeof listRowSchema>;
