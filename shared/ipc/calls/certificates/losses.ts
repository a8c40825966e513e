// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxLossRows } from '../../../domain/certificates/identity-pair.ts';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { phoneSchema } from '../../../schemas/enrolment/profile-text.ts';
import { contactSheetSchema } from '../../../schemas/enrolment/contact-sheet.ts';
import { lossKindSchema, lossReferenceSchema, lossSchema, lossStepSchema } from '../../../schemas/certificates/loss.ts';
import { command, query } from '../../define.ts';
import { serverErrors, serverLoginSchema } from '../enrolment/servers.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const certificate = z.strictObject({ sha256: sha256Schema });
const partsOfPair = 2;
const most = partsOfPair * maxLossRows;
const many = z.array(sha256Schema).min(1).max(most);
const maxBytes = most * 68 + 4096;
const readErrors = ['not-found', 'vault-missing', ...vaultReadErrors] as const;
const writeErrors = ['not-found', 'vault-missing', ...vaultWriteErrors] as const;
/** A null `profileId` means the profile of the CA that issued the certificate. */
const sheetOf = certificate.extend({ profileId: z.uuid().nullable() });

export const lossCalls = {
  view: query({
    powers: 'none',
    input: sheetOf,
    output: z.strictObject({
      loss: lossSchema.nullable(),
      sheet: contactSheetSchema,
      /** True if a request or web enrolment for a replacement is pending. */
      isAskedFor: z.boolean(),
      successor: sha256Schema.nullable(),
    }),
    errors: readErrors,
  }),
  /** Reports all losses or none. If already reported, only changes the kind. */
  report: command({
    powers: 'none',
    input: z.strictObject({ sha256s: many, kind: lossKindSchema }),
    maxBytes,
    output: z.strictObject({ losses: z.array(lossSchema) }),
    errors: writeErrors,
  }),
  mark: command({
    powers: 'none',
    input: z.strictObject({
      sha256s: many,
      step: lossStepSchema,
      done: z.boolean(),
      /** Undefined keeps the number, and null removes it. */
      reference: lossReferenceSchema.nullable().optional(),
    }),
    maxBytes,
    output: z.strictObject({ losses: z.array(lossSchema) }),
    errors: writeErrors,
  }),
  /** Changes all losses or none. Null removes the phone. */
  setPhone: command({
    powers: 'none',
    input: z.strictObject({ sha256s: many, phone: phoneSchema.nullable() }),
    maxBytes,
    output: z.strictObject({ losses: z.array(lossSchema) }),
    errors: writeErrors,
  }),
  /**
   * Revokes over CMP, which is irreversible. If `login` is null, the vault's key signs. The returned `loss` is null if
   * none was reported. Throws `not-revoked` unless the profile uses CMP.
   */
  revoke: command({
    powers: ['destroys', 'contacts'],
    guard: 'question',
    input: sheetOf.extend({ login: serverLoginSchema.nullable() }),
    output: z.strictObject({ loss: lossSchema.nullable() }),
    errors: [
      'not-revoked',
      'not-confirmed',
      'protocol-unsupported',
      'code-missing',
      'code-refused',
      'request-declined',
      'key-missing',
      'unsupported-algorithm',
      'key-unsupported',
      'vault-locked',
      'seal-broken',
      ...serverErrors,
      ...writeErrors,
    ],
    long: true,
  }),
  /** Skips unreported certificates. Throws `not-found` if none is reported. */
  withdraw: command({
    powers: 'none',
    input: z.strictObject({ sha256s: many }),
    maxBytes,
    output: z.strictObject({}),
    errors: writeErrors,
  }),
  writeSheet: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({
      sha256s: many,
      profileId: sheetOf.shape.profileId,
      destinationId: z.uuid(),
    }),
    maxBytes,
    output: z.strictObject({ displayPath: z.string(), bytes: z.number().int() }),
    errors: ['draft-expired', ...destinationErrors, 'verification-failed', ...writeErrors],
    long: true,
  }),
} as const;
