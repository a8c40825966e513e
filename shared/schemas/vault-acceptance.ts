// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from './certificate.ts';

const authoritySchema = z.strictObject({
  sha256: sha256Schema,
  /** RFC 4514; identity numbers masked. */
  subject: z.string(),
});

/** What a vault brings that counts only once this computer has accepted it (DESIGN 18). */
export const vaultAcceptanceSchema = z.strictObject({
  accepted: z.boolean(),
  /** Of all below and of the vault: what a person saw is what is accepted. */
  digest: sha256Schema,
  /** Trust anchors that were confirmed in it. */
  anchors: z.array(authoritySchema),
  /** Profiles that were confirmed in it, or have authorities accepted for their servers. */
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
