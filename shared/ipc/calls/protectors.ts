// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { protectorKindSchema, vaultStatusSchema } from '../../schemas/vault-status.ts';
import { tokenObjectIdSchema } from '../../schemas/token.ts';
import { command } from '../define.ts';
import { changeErrors as tokenChangeErrors, pinErrors, withPin, withPins } from './token-inputs.ts';
import { vaultWriteErrors } from '../../domain/vault-errors.ts';

const secret = z.string().max(1024);
const changeErrors = [
  ...vaultWriteErrors,
  'vault-missing',
  'wrong-secret',
  'passphrase-weak',
  'not-available',
  // A token's key that this runtime does not know.
  'key-unsupported',
  'rekey-unfinished',
  'seal-broken',
] as const;

/** Who may open the vault (K04, K05). Every call gives the new status. */
export const protectorCalls = {
  /**
   * `rekey`: the old passphrase may be known to somebody: a new vault identity, every key encrypted anew.
   * Progress steps: `deriving`, `rekeying`.
   */
  'vault.changePassphrase': command({
    powers: ['trust', 'destroys'],
    guard: 'question',
    input: z.strictObject({ current: secret, next: secret.min(1), rekey: z.boolean() }),
    output: vaultStatusSchema,
    errors: changeErrors,
    long: true,
  }),
  /** A lost passphrase (K05): opens the vault with the recovery code and gives it a passphrase in place of the old. */
  'vault.resetPassphrase': command({
    powers: ['trust', 'destroys'],
    guard: 'question',
    input: z.strictObject({ recoveryCode: secret, next: secret.min(1), rekey: z.boolean() }),
    output: vaultStatusSchema,
    errors: changeErrors,
    long: true,
  }),
  /**
   * Removes a protector and re-keys. `passphrase`: needed when one stays, since the new identity is wrapped under it.
   */
  'vault.removeProtector': command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ kind: protectorKindSchema, passphrase: secret.nullable() }),
    output: vaultStatusSchema,
    errors: [...changeErrors, 'vault-locked', 'secret-required', 'last-protector'],
    long: true,
  }),
  /** Lets the OS secret store open the vault at the start. */
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
   * Lets an RSA key of a token open the vault (T12). `key`: its object id; null: the one that can decrypt, else one is made.
   * `choose`: several can, and nothing was done. `soPin` only where a key has to be made under it (`pin-needed`, `who`).
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
  /** Opens the vault by the token that was added, whose PIN is sent once. */
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
