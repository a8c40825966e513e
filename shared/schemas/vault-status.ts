// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { tokenIdSchema } from './token.ts';

export const protectorKinds = ['os-store', 'passphrase', 'recovery-code', 'token'] as const;
export const protectorKindSchema = z.enum(protectorKinds);
export type ProtectorKind = z.infer<typeof protectorKindSchema>;

/** The USB token that opens the vault (T12), as it called itself when it was added. */
export const protectorTokenSchema = z.strictObject({
  tokenId: tokenIdSchema,
  serial: z.string(),
  label: z.string(),
  /** Of the key. */
  keyLabel: z.string(),
});
export type ProtectorToken = z.infer<typeof protectorTokenSchema>;

export const vaultStatusSchema = z.strictObject({
  /** Stays the same for life, also on another computer; null where there is no vault. */
  vaultId: z.string().nullable(),
  exists: z.boolean(),
  /**
   * `missing`: no vault file; `keyless`: certificates only, no protector needed yet;
   * `locked` / `unlocked`: private keys can or cannot be used in this process.
   */
  state: z.enum(['missing', 'keyless', 'locked', 'unlocked']),
  protectors: z.array(
    z.strictObject({
      kind: protectorKindSchema,
      createdAt: z.string(),
      /** Of a token; absent for the others. */
      token: protectorTokenSchema.optional(),
    }),
  ),
  osStore: z.strictObject({ available: z.boolean(), reason: z.string().nullable() }),
  /** False until a person has confirmed the recovery code (K01): the banner stays. */
  recoverySaved: z.boolean(),
  /** A lock button makes sense: a passphrase is set, or a token with its PIN (K03). */
  lockable: z.boolean(),
  /** Name of the cloud client, or `network`, when the folder seems to be copied elsewhere: worth a warning. */
  syncedFolder: z.string().nullable(),
  /** Other accounts of this computer can read the vault's files: its file system keeps no modes. */
  openToOthers: z.boolean(),
  /**
   * `sealed`: nothing was changed behind our back up to the last unlock; `unsealed`: entries wait for the next unlock;
   * `broken`: something was; `unknown`: only an unlocked vault can tell.
   */
  seal: z.enum(['sealed', 'unsealed', 'broken', 'unknown']),
  /** This computer has seen a later state of this vault: an older copy was put in its place. */
  olderCopy: z.boolean(),
  /**
   * So many anchors and profiles that were confirmed in it do not count, because this computer has not accepted the vault;
   * null: it has.
   */
  notAccepted: z.number().int().nullable(),
  /** A re-keying that is under way or was cut short; it goes on at the next unlock. */
  rekeying: z.strictObject({ done: z.number().int(), total: z.number().int() }).nullable(),
  /** Certificates in 最近删除. */
  deleted: z.number().int(),
  certificates: z.number().int(),
  keys: z.number().int(),
  revision: z.number().int(),
  schemaVersion: z.number().int(),
  folder: z.string(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;
