// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { placeKindSchema } from '../store.ts';
import { certificateSummarySchema } from './certificate.ts';

/** `name` is the store's or token's, and empty for the vault. */
export const listPlaceSchema = z.strictObject({
  kind: z.union([placeKindSchema, z.literal('vault')]),
  name: z.string(),
});
export type ListPlace = z.infer<typeof listPlaceSchema>;

export const listRowSchema = certificateSummarySchema.extend({
  /** False if the certificate is only in a browser, the OS or a connected token. */
  inVault: z.boolean(),
  where: z.array(listPlaceSchema),
  part: z.enum(['signing', 'encryption']).nullable(),
});
export type ListRow = z.infer<typeof listRowSchema>;
