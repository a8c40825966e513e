// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { protectorKindSchema, vaultStatusSchema } from '../../../schemas/vault/vault-status.ts';
import { tokenObjectIdSchema } from '../../../schemas/token.ts';
import { command } from '../../define.ts';
import { changeErrors as tokenChangeErrors, pinErrors, withPin, withPins } from '../tokens/token-inputs.ts';
import { vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const secret = z.string().max(1024);
const changeErrors = [
  ...vaultWriteErrors,
  'vault-missing',
  'wrong-secret',
  'passphrase-weak',
  'not-available',
  'key-unsupported',
  'rekey-unfinished',
  'seal-broken',
] as const;

export const protectorCalls = {
  /** `rekey`: new vault identity, all keys re-encrypted. Progress: `deriving`, `rekeying`. */
  'vault.changePassphrase': command({
    powers: ['trust', 'destroys'],
    guard: 'question',
    input: z.strictObject({ current: secret, next: secret.min(1), rekey: z.boolean() }),
    output: vaultStatusSchema,
    errors: changeErrors,
    long: true,
  }),
  /** With the recovery code (K05). */
  'vault.resetPassphrase': command({
    powers: ['trust', 'destroys'],
    guard: 'question',
    input: z.strictObject({ recoveryCode: secret, next: secret.min(1), rekey: z.boolean() }),
    output: vaultStatusSchema,
    errors: changeErrors,
    long: true,
  }),
  /** Re-keys. `passphrase`: if one remains, because it wraps the new identity. */
  'vault.removeProtector': command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ kind: protectorKindSchema, passphrase: secret.nullable() }),
    output: vaultStatusSchema,
    errors: [...changeErrors, 'vault-locked', 'secret-required', 'last-protector'],
    long: true,
  }),
  'vault.addOsStore': command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({}),
    output: vaultStatusSchema,
    errors: [
      'vault-missing',
      'vault-locked',
      'protector-exists',
      'not-available',
      'rekey-unfinished',
      ...vaultWriteErrors,
    ],
  }),
  /**
   * `key`: object id; null: the one that can decrypt, else a new one. `choose`: several can; nothing was done. `soPin`:
   * only to make a key (`pin-needed`, `who`).
   */
  'vault.addToken': command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({ ...withPins, key: z.string().max(255).nullable() }),
    output: z.discriminatedUnion('outcome', [
      z.strictObject({
        outcome: z.literal('added'),
        keyLabel: z.string(),
        made: z.boolean(),
        status: vaultStatusSchema,
      }),
      z.strictObject({
        outcome: z.literal('choose'),
        keys: z.array(
          z.strictObject({ objectId: tokenObjectIdSchema, label: z.string(), algorithm: z.string().nullable() }),
        ),
      }),
    ]),
    errors: [
      ...tokenChangeErrors,
      'token-key-unfit',
      'unsupported-algorithm',
      'key-unsupported',
      'verification-failed',
      'vault-missing',
      'vault-locked',
      'protector-exists',
      'rekey-unfinished',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  /** Sends the PIN once. */
  'vault.unlockWithToken': command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject(withPin),
    output: vaultStatusSchema,
    errors: [
      ...pinErrors,
      'token-key-gone',
      'unsupported-algorithm',
      'key-unsupported',
      'vault-missing',
      'not-available',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
} as const;
