// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { placeKindSchema } from '../store.ts';
import { certificateSummarySchema } from './certificate.ts';

/** `name` is empty for the vault. */
export const listPlaceSchema = z.strictObject({
  kind: z.union([placeKindSchema, z.literal('vault')]),
  name: z.string(),
});
export type ListPlace = z.infer<typeof listPlaceSchema>;

export const listRowSchema = certificateSummarySchema.extend({
  inVault: z.boolean(),
  where: z.array(listPlaceSchema),
  part: z.enum(['signing', 'encryption']).nullable(),
});
export type ListRow = z.infer<typeof listRowSchema>;
