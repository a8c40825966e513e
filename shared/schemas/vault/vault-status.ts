// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { protectorKinds } from '../../domain/secrets/protector-kinds.ts';
import { tokenIdSchema } from '../token.ts';

export const protectorKindSchema = z.enum(protectorKinds);
export type ProtectorKind = z.infer<typeof protectorKindSchema>;

export const protectorTokenSchema = z.strictObject({
  tokenId: tokenIdSchema,
  serial: z.string(),
  label: z.string(),
  keyLabel: z.string(),
});
export type ProtectorToken = z.infer<typeof protectorTokenSchema>;

export const vaultStatusSchema = z.strictObject({
  vaultId: z.string().nullable(),
  exists: z.boolean(),
  /** `keyless`: no protector needed yet. `unlocked`: this process can use private keys. */
  state: z.enum(['missing', 'keyless', 'locked', 'unlocked']),
  protectors: z.array(
    z.strictObject({
      kind: protectorKindSchema,
      createdAt: z.string(),
      token: protectorTokenSchema.optional(),
    }),
  ),
  osStore: z.strictObject({ available: z.boolean(), reason: z.string().nullable() }),
  /** True once the user has confirmed the recovery code. */
  recoverySaved: z.boolean(),
  /** True with a passphrase or token protector. */
  lockable: z.boolean(),
  /** Name of the cloud client, or `network`. */
  syncedFolder: z.string().nullable(),
  /** True if other accounts may access the vault. */
  openToOthers: z.boolean(),
  /** `unsealed`: keyless, or changes aren't sealed yet. `unknown`: locked or missing. */
  seal: z.enum(['sealed', 'unsealed', 'broken', 'unknown']),
  /** This computer has seen a later state of the vault. */
  olderCopy: z.boolean(),
  /** Number of anchors and profiles without effect until accepted. Null once accepted, or without a vault. */
  notAccepted: z.number().int().nullable(),
  /** Progress of an interrupted re-keying, which resumes at the next unlock. */
  rekeying: z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable(),
  deleted: z.number().int(),
  certificates: z.number().int(),
  keys: z.number().int(),
  revision: z.number().int(),
  schemaVersion: z.number().int(),
  folder: z.string(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;
