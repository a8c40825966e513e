import { z } from 'zod';

export const protectorKindSchema = z.enum(['os-store', 'passphrase', 'recovery-code']);
export type ProtectorKind = z.infer<typeof protectorKindSchema>;

export const vaultStatusSchema = z.strictObject({
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
  certificates: z.number().int(),
  keys: z.number().int(),
  revision: z.number().int(),
  schemaVersion: z.number().int(),
  folder: z.string(),
});
export type VaultStatus = z.infer<typeof vaultStatusSchema>;
