// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { maxTokenObjectsPage } from '../../../domain/token-objects.ts';
import { destinationErrors } from '../../../domain/backup/destination-errors.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { tokenAlgorithmSchema, tokenObjectIdSchema, tokenObjectSchema } from '../../../schemas/token.ts';
import { command, query } from '../../define.ts';
import {
  tokenErrors,
  pinErrors,
  changeErrors,
  onToken,
  withPin,
  withPins,
  maxTokenCertificates,
} from './token-inputs.ts';

const requestPem = /^-----BEGIN CERTIFICATE REQUEST-----\r?\n[A-Za-z0-9+/=\r\n]+-----END CERTIFICATE REQUEST-----\s*$/;
const maxRequestCharacters = 32 * 1024;

export const tokenObjectCalls = {
  /**
   * Returns once the row at `offset` is read. `complete` is false while reading continues. Private objects require
   * `tokens.unlock`, except with SKF.
   */
  objects: query({
    powers: 'none',
    input: z.strictObject({
      ...onToken,
      fresh: z.boolean(),
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(maxTokenObjectsPage),
    }),
    output: z.strictObject({
      objects: z.array(tokenObjectSchema),
      read: z.number().int(),
      complete: z.boolean(),
      publicOnly: z.boolean(),
      readAt: z.string(),
    }),
    errors: tokenErrors,
  }),
  generate: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ ...withPins, algorithm: tokenAlgorithmSchema, label: z.string().min(1).max(64) }),
    output: z.strictObject({ objectId: tokenObjectIdSchema, spkiSha256: sha256Schema }),
    errors: [...changeErrors, 'invalid-input', 'unsupported-algorithm', 'key-unsupported', 'verification-failed'],
    long: true,
  }),
  csr: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ ...withPin, objectId: tokenObjectIdSchema, subject: z.string().min(1).max(2048) }),
    output: z.strictObject({ pem: z.string() }),
    errors: [
      ...pinErrors,
      'not-found',
      'invalid-input',
      'unsupported-algorithm',
      'key-unsupported',
      'verification-failed',
    ],
    long: true,
  }),
  saveRequest: command({
    powers: ['leaves'],
    guard: 'dialog',
    input: z.strictObject({ destinationId: z.uuid(), pem: z.string().regex(requestPem).max(maxRequestCharacters) }),
    output: z.strictObject({ displayPath: z.string(), bytes: z.number().int() }),
    errors: ['draft-expired', ...destinationErrors, 'verification-failed'],
    long: true,
  }),
  selfSign: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({
      ...withPins,
      objectId: tokenObjectIdSchema,
      subject: z.string().min(1).max(2048),
      days: z.number().int().min(1).max(3650),
    }),
    output: z.strictObject({ sha256: sha256Schema }),
    errors: [
      ...changeErrors,
      'not-found',
      'invalid-input',
      'unsupported-algorithm',
      'key-unsupported',
      'verification-failed',
    ],
    long: true,
  }),
  writeCertificate: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ ...withPins, sha256: sha256Schema, withChain: z.boolean() }),
    output: z.strictObject({ written: z.number().int(), already: z.number().int(), withKey: z.boolean() }),
    errors: [...changeErrors, 'not-found', 'vault-missing', 'verification-failed'],
    long: true,
  }),
  /** Confirms the import with a test signature, except with SKF. */
  importIdentity: command({
    powers: ['leaves'],
    guard: 'question',
    input: z.strictObject({
      ...withPins,
      sha256: sha256Schema,
      withChain: z.boolean(),
      label: z.string().max(64).nullable(),
    }),
    output: z.strictObject({
      objectId: tokenObjectIdSchema,
      /** True if the key can't leave the token. Null if not reported. */
      sealed: z.boolean().nullable(),
    }),
    errors: [
      ...changeErrors,
      'not-found',
      'vault-missing',
      'vault-locked',
      'key-missing',
      'already-installed',
      'unsupported-algorithm',
      'key-unsupported',
      'verification-failed',
    ],
    long: true,
  }),
  /** `typedLabel` is the label or the first eight hex digits of the id. */
  delete: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ ...withPins, objectId: tokenObjectIdSchema, typedLabel: z.string().max(255) }),
    output: z.strictObject({}),
    errors: [...changeErrors, 'not-found', 'not-confirmed'],
    long: true,
  }),
  testKey: command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ ...withPin, objectId: tokenObjectIdSchema }),
    output: z.strictObject({ at: z.string() }),
    errors: [...pinErrors, 'not-found', 'unsupported-algorithm', 'key-unsupported', 'proof-failed'],
    long: true,
  }),
  takeIn: command({
    powers: 'none',
    input: z.strictObject({ ...onToken, objectIds: z.array(tokenObjectIdSchema).min(1).max(maxTokenCertificates) }),
    output: z.strictObject({ added: z.number().int(), known: z.number().int() }),
    errors: [...tokenErrors, 'not-found', 'damaged', 'secret-required', 'seal-broken'],
    maxBytes: maxTokenCertificates * 72 + 4096,
    long: true,
  }),
} as const;
