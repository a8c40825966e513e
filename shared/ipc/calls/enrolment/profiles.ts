// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import { caProfileSchema, profileProtocols } from '../../../schemas/enrolment/ca-profile.ts';
import { heldProfileSchema } from '../../../schemas/enrolment/enrolment.ts';
import { command, query } from '../../define.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const nothing = z.strictObject({});
const named = z.strictObject({ id: z.uuid() });
/** After `profile-exists`, pass the error's `pending` to `profiles.replace`. */
const fileErrors = [
  'profile-invalid',
  'profile-exists',
  'file-unreadable',
  'file-too-large',
  ...vaultWriteErrors,
] as const;

export const profileCalls = {
  list: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ profiles: z.array(heldProfileSchema), examples: z.array(caProfileSchema) }),
    errors: vaultReadErrors,
  }),
  chooseFile: command({
    powers: 'none',
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('imported'), profile: heldProfileSchema }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: fileErrors,
    interactive: true,
  }),
  /** Call after the user has seen the differences. */
  replace: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ pending: z.uuid() }),
    output: heldProfileSchema,
    errors: ['not-found', ...vaultWriteErrors],
  }),
  writeTemplate: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({ destinationId: z.uuid() }),
    output: z.strictObject({ displayPath: z.string(), bytes: z.number().int() }),
    errors: ['draft-expired', ...destinationErrors, 'verification-failed'],
    long: true,
  }),
  /**
   * `address` is a host name or https address. `replaces` is the id of the entry to replace. Creates the vault if there
   * is none.
   */
  addBank: command({
    powers: 'none',
    input: z.strictObject({
      name: z.string().min(1).max(100),
      address: z.string().min(1).max(2048),
      phone: z.string().min(1).max(60).nullable(),
      branch: z.string().min(1).max(200).nullable(),
      replaces: z.uuid().nullable(),
    }),
    output: heldProfileSchema,
    errors: ['address-refused', 'profile-invalid', 'profile-exists', 'not-found', 'vault-missing', ...vaultWriteErrors],
  }),
  addExample: command({
    powers: 'none',
    input: z.strictObject({ protocol: z.enum(profileProtocols) }),
    output: heldProfileSchema,
    errors: ['profile-exists', ...vaultWriteErrors],
  }),
  /**
   * The user types `typedHost` from official documents. Confirming a `web` profile also allows opening its address.
   * The vault must be unlocked, because the seal covers the confirmation.
   */
  confirm: command({
    powers: ['trust', 'contacts'],
    guard: 'question',
    input: named.extend({ typedHost: z.string().max(255) }),
    output: heldProfileSchema,
    errors: [
      'address-refused',
      'host-mismatch',
      'not-found',
      'vault-missing',
      'vault-locked',
      'seal-broken',
      'vault-not-accepted',
      ...vaultWriteErrors,
    ],
  }),
  remove: command({
    powers: 'none',
    input: named,
    output: nothing,
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
  }),
} as const;
