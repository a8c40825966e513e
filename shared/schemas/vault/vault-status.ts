// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { protectorKinds } from '../../domain/secrets/protector-kinds.ts';
import { tokenIdSchema } from '../token.ts';

export const protectorKindSchema = z.enum(protectorKinds);
export type ProtectorKind = z.infer<typeof protectorKindSchema>;

/** At the time it was added (T12). */
export const protectorTokenSchema = z.strictObject({
  tokenId: tokenIdSchema,
  serial: z.string(),
  label: z.string(),
  keyLabel: z.string(),
});
export type ProtectorToken = z.infer<typeof protectorTokenSchema>;

export const vaultStatusSchema = z.strictObject({
  /** Permanent. */
  vaultId: z.string().nullable(),
  exists: z.boolean(),
  /** `keyless`: no protector needed yet. `unlocked`: private keys are usable in this process. */
  state: z.enum(['missing', 'keyless', 'locked', 'unlocked']),
  protectors: z.array(
    z.strictObject({
      kind: protectorKindSchema,
      createdAt: z.string(),
      token: protectorTokenSchema.optional(),
    }),
  ),
  osStore: z.strictObject({ available: z.boolean(), reason: z.string().nullable() }),
  /** Confirmed (K01). */
  recoverySaved: z.boolean(),
  /** Passphrase, or token with PIN (K03). */
  lockable: z.boolean(),
  /** Cloud client, or `network`. */
  syncedFolder: z.string().nullable(),
  /** The file system keeps no modes. */
  openToOthers: z.boolean(),
  /** As of the last unlock. `unsealed`: entries wait for an unlock. `unknown`: locked. */
  seal: z.enum(['sealed', 'unsealed', 'broken', 'unknown']),
  /** This computer has seen a later state. */
  olderCopy: z.boolean(),
  /** Anchors and profiles ineffective until accepted; null: accepted. */
  notAccepted: z.number().int().nullable(),
  /** Resumes at the next unlock. */
  rekeying: z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable(),
  /** 最近删除. */
  deleted: z.number().int(),
  certificates: z.number().int(),
  keys: z.number().int(),
  revision: z.number().int(),
  schemaVersion: z.number().int(),
  folder: z.string(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;
