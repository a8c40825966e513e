import { z } from 'zod';

export const protectorKindSchema = z.enum(['os-store', 'passphrase', 'recovery-code']);
export type ProtectorKind = z.infer<typeof protectorKindSchema>;

export const vaultStatusSchema = z.strictObject({
  /** Stays the same for life, also on another computer; null where there is no vault. */
  vaultId: z.string().nullable(),
  exists: z.boolean(),
  /**
   * `missing`: no vault file; `keyless`: certificates only, no protector needed yet;
   * `locked` / `unlocked`: private keys can or cannot be used in this process.
   */
  state: z.enum(['missing', 'keyless', 'locked', 'unlocked']),
  protectors: z.array(z.strictObject({ kind: protectorKindSchema, createdAt: z.string() })),
  osStore: z.strictObject({ available: z.boolean(), reason: z.string().nullable() }),
  /** False until a person has confirmed the recovery code (K01): the banner stays. */
  recoverySaved: z.boolean(),
  /** A lock button makes sense: a passphrase is set (K03). */
  lockable: z.boolean(),
  /** Name of the cloud client, or `network`, when the folder seems to be copied elsewhere: worth a warning. */
  syncedFolder: z.string().nullable(),
  /**
   * `sealed`: nothing was changed behind our back up to the last unlock; `unsealed`: entries wait for the next unlock;
   * `broken`: something was; `unknown`: only an unlocked vault can tell.
   */
  seal: z.enum(['sealed', 'unsealed', 'broken', 'unknown']),
  /** This computer has seen a later state of this vault: an older copy was put in its place. */
  olderCopy: z.boolean(),
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
