// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../certificates/certificate.ts';

const authoritySchema = z.strictObject({
  sha256: sha256Schema,
  subject: z.string(),
});

/** Anchors and profiles take effect only once accepted on this computer. */
export const vaultAcceptanceSchema = z.strictObject({
  accepted: z.boolean(),
  digest: sha256Schema,
  anchors: z.array(authoritySchema),
  profiles: z.array(
    z.strictObject({
      name: z.string(),
      host: z.string(),
      confirmed: z.boolean(),
      authorities: z.array(authoritySchema),
    }),
  ),
});
export type VaultAcceptance = z.infer<typeof vaultAcceptanceSchema>;
