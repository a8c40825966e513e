// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import { annotationLimits } from '../../../schemas/certificates/annotation-limits.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { pendingRequestSchema, requestPurposeSchema } from '../../../schemas/enrolment/enrolment.ts';
import { keyAlgorithmSchema } from '../../../schemas/enrolment/key-algorithm.ts';
import { command, query } from '../../define.ts';
import { serverErrors } from './servers.ts';
import { changeErrors, withPins } from '../tokens/token-inputs.ts';
import { diagnosisErrors } from '../../../domain/imports/diagnosis-codes.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../../domain/errors/vault-errors.ts';

const nothing = z.strictObject({});
const named = z.strictObject({ id: z.uuid() });

/** The private key never leaves main. */
export const requestCalls = {
  list: query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ requests: z.array(pendingRequestSchema) }),
    errors: ['damaged', ...vaultReadErrors],
  }),
  /** Like `list`, but first completes or refuses requests whose certificates were imported. */
  settle: command({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ requests: z.array(pendingRequestSchema) }),
    errors: ['damaged', ...vaultWriteErrors],
  }),
  /**
   * Creates the key and the request without sending it. `subject` is an RFC 4514 name; `invalid-input` reports `field`,
   * `reason` and `type`. A null `algorithm` means the profile's first key type or the EST server's choice. A null
   * `token` stores the key in the vault, which needs a protector (`secret-required`).
   */
  start: command({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({
      profileId: z.uuid(),
      subject: z.string().min(1).max(2048),
      algorithm: keyAlgorithmSchema.nullable(),
      place: z.string().max(annotationLimits.place).nullable(),
      purpose: requestPurposeSchema.default('apply'),
      renews: sha256Schema.nullable().default(null),
      token: z.strictObject(withPins).nullable(),
      authorityKey: z
        .strictObject({ accepted: z.literal(true) })
        .nullable()
        .default(null),
    }),
    output: z.strictObject({ request: pendingRequestSchema, pem: z.string() }),
    errors: [
      'not-found',
      'protocol-unsupported',
      'secret-required',
      'verification-failed',
      'vault-missing',
      'seal-broken',
      'unsupported-algorithm',
      'key-unsupported',
      'not-confirmed',
      'authority-key-place',
      ...changeErrors,
      ...serverErrors,
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  /** Returns PKCS#10 in PEM (RFC 7468 §7). Throws `not-available` if the CA makes the key. */
  pem: query({
    powers: 'none',
    input: named,
    output: z.strictObject({ pem: z.string() }),
    errors: ['not-found', 'not-available', 'vault-missing', ...vaultReadErrors],
  }),
  write: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: named.extend({ destinationId: z.uuid() }),
    output: z.strictObject({ displayPath: z.string(), bytes: z.number().int() }),
    errors: [
      'not-found',
      'not-available',
      'vault-missing',
      'draft-expired',
      ...destinationErrors,
      'verification-failed',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  /**
   * Finds the request by the certificate's public key. After `reply-refused` (with `reason`, `asked`, `subject`
   * and `otherNames`), the request and draft remain. `acceptNames`: the user accepts the differing names shown.
   */
  takeReply: command({
    powers: 'none',
    input: z.strictObject({
      draftId: z.uuid(),
      password: z.string().max(1024).nullable(),
      acceptNames: z.boolean(),
    }),
    output: z.strictObject({
      request: pendingRequestSchema,
      certificate: sha256Schema,
      added: z.array(sha256Schema),
      /** Identity numbers are masked. */
      subject: z.string(),
      otherNames: z.array(z.string()),
      pathChecked: z.boolean(),
    }),
    errors: [
      'response-mismatch',
      'reply-refused',
      'draft-expired',
      'file-unreadable',
      'file-too-large',
      ...diagnosisErrors,
      'vault-missing',
      'seal-broken',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  /** Also deletes the key unless a certificate uses it. */
  remove: command({
    powers: ['destroys'],
    guard: 'question',
    input: named,
    output: z.strictObject({ keys: z.number().int() }),
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
    long: true,
    atOnce: true,
  }),
} as const;
