// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { tokenIdSchema } from '../../../schemas/token.ts';
import { recoveryGroups } from '../../../domain/secrets/recovery-code-groups.ts';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { vaultAcceptanceSchema } from '../../../schemas/vault/vault-acceptance.ts';
import { protectorKindSchema, vaultStatusSchema } from '../../../schemas/vault/vault-status.ts';
import { tokenObjectIdSchema } from '../../../schemas/token.ts';
import { command, query } from '../../define.ts';
import { changeErrors, pinErrors, withPin, withPins } from '../tokens/token-inputs.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const nothing = z.strictObject({});
const secret = z.string().max(1024);
/** 1-based. */
const groupNumber = z.int().min(1).max(recoveryGroups);
const secretOfKind = { kind: z.enum(['passphrase', 'recovery-code']), secret };

const protectorErrors = [
  ...vaultWriteErrors,
  'vault-missing',
  'wrong-secret',
  'passphrase-weak',
  'not-available',
  'key-unsupported',
  'rekey-unfinished',
  'seal-broken',
] as const;

export const vaultCalls = {
  status: query({ powers: 'none', input: nothing, output: vaultStatusSchema, errors: vaultReadErrors }),
  acceptance: query({
    powers: 'none',
    input: nothing,
    output: vaultAcceptanceSchema,
    errors: ['vault-missing', ...vaultReadErrors],
  }),
  /** `digest` identifies the displayed state. Throws `invalid-input` if it has changed. */
  accept: command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({ digest: sha256Schema }),
    output: vaultStatusSchema,
    errors: ['vault-missing', 'limit-exceeded', ...vaultWriteErrors],
  }),
  /** Adds a passphrase. If it is the first protector, also adds the OS secret store, if usable. */
  setPassphrase: command({
    powers: ['trust'],
    guard: 'question',
    input: z.strictObject({ passphrase: secret.min(1) }),
    output: vaultStatusSchema,
    errors: [
      'vault-exists',
      'vault-locked',
      'secret-required',
      'passphrase-weak',
      'rekey-unfinished',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  unlock: command({
    powers: 'none',
    input: z.strictObject(secretOfKind),
    output: vaultStatusSchema,
    errors: ['vault-missing', 'wrong-secret', 'not-available', ...vaultWriteErrors],
    long: true,
  }),
  lock: command({
    powers: 'none',
    input: nothing,
    output: vaultStatusSchema,
    errors: ['not-lockable', 'vault-missing', ...vaultReadErrors],
    atOnce: true,
  }),
  /** The old code remains valid until `vault.confirmRecoveryCode`. */
  createRecoveryCode: command({
    powers: ['trust', 'leaves'],
    guard: 'question',
    input: nothing,
    output: z.strictObject({ code: z.string(), asked: z.array(groupNumber).length(2) }),
    errors: ['vault-missing', 'vault-locked', 'rekey-unfinished', ...vaultReadErrors],
    long: true,
  }),
  confirmRecoveryCode: command({
    powers: 'none',
    input: z.strictObject({ groups: z.array(z.string().max(16)).length(2) }),
    output: vaultStatusSchema,
    errors: ['vault-missing', 'vault-locked', 'wrong-secret', 'draft-expired', 'rekey-unfinished', ...vaultWriteErrors],
    long: true,
  }),
  /** `rekey` creates a new vault identity and re-encrypts all keys. */
  changePassphrase: command({
    powers: ['trust', 'destroys'],
    guard: 'question',
    input: z.strictObject({ current: secret, next: secret.min(1), rekey: z.boolean() }),
    output: vaultStatusSchema,
    errors: protectorErrors,
    long: true,
  }),
  resetPassphrase: command({
    powers: ['trust', 'destroys'],
    guard: 'question',
    input: z.strictObject({ recoveryCode: secret, next: secret.min(1), rekey: z.boolean() }),
    output: vaultStatusSchema,
    errors: protectorErrors,
    long: true,
  }),
  /** Also re-keys the vault. `passphrase` is needed if a passphrase protector remains. */
  removeProtector: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({
      kind: protectorKindSchema,
      passphrase: secret.nullable(),
      tokenId: tokenIdSchema.nullable().default(null),
    }),
    output: vaultStatusSchema,
    errors: [...protectorErrors, 'vault-locked', 'secret-required', 'last-protector'],
    long: true,
  }),
  addOsStore: command({
    powers: ['trust'],
    guard: 'question',
    input: nothing,
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
   * `key` is an object id or label. Null uses the only suitable key, or generates one if there is none. Returns
   * `choose` if there are several. `soPin` is needed only after `pin-needed` with `who` `so`.
   */
  addToken: command({
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
      ...changeErrors,
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
  /** Never resends a refused PIN. */
  unlockWithToken: command({
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
  /** Omits OS-store and token protectors. A protected vault needs a confirmed recovery code. */
  export: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({ destinationId: z.uuid() }),
    output: z.strictObject({ displayPath: z.string(), bytes: z.number().int() }),
    errors: [
      'vault-missing',
      'last-protector',
      'recovery-unsaved',
      'rekey-unfinished',
      'draft-expired',
      ...destinationErrors,
      'verification-failed',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  /**
   * `secret` opens the imported vault, and is null if that vault has no keys. Throws `secret-required` if keys need a
   * protector and no OS secret store is usable.
   */
  importFile: command({
    powers: 'none',
    input: z.strictObject({
      draftId: z.uuid(),
      secret: z.strictObject(secretOfKind).nullable(),
    }),
    output: z.strictObject({
      added: z.array(sha256Schema),
      known: z.array(sha256Schema),
      keysAdded: z.number().int(),
      oursKept: z.number().int(),
      anchorsAdded: z.number().int(),
      unreadable: z.number().int(),
    }),
    errors: [
      'draft-expired',
      'wrong-secret',
      'secret-missing',
      'secret-required',
      'passphrase-weak',
      'not-available',
      'seal-broken',
      'file-unreadable',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
} as const;
