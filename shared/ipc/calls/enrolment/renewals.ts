// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { vaultOpenErrors } from '../../../domain/errors/vault-errors.ts';
import { maxRenewedTogether } from '../../../domain/enrolment/renewal-way.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { pendingRequestSchema } from '../../../schemas/enrolment/enrolment.ts';
import { preflightOutcomeSchema, seenFindingsSchema } from '../../../schemas/enrolment/preflight.ts';
import {
  batchItemSchema,
  plannedPlaceSchema,
  renewalFactsSchema,
  renewalRowSchema,
  renewedPairSchema,
  replacedPlaceSchema,
} from '../../../schemas/enrolment/renewal.ts';
import { storeIdSchema } from '../../../schemas/store.ts';
import { vaultReadErrors } from '../../../domain/errors/vault-errors.ts';
import { command, query } from '../../define.ts';
import { serverLoginSchema } from './servers.ts';

const readErrors = ['not-found', 'vault-missing', ...vaultOpenErrors] as const;
const writeErrors = ['disk-full', 'vault-busy', 'seal-broken', ...readErrors] as const;

const storePasswordsSchema = z
  .array(z.strictObject({ storeId: storeIdSchema, password: z.string().max(1024) }))
  .max(50);

export const maxRenewalRows = 200;

export const renewalCalls = {
  /** Lists unexpired items by expiry, then expired ones without a replacement, latest first. */
  list: query({
    powers: 'none',
    input: z.strictObject({
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(maxRenewalRows),
    }),
    output: z.strictObject({ rows: z.array(renewalRowSchema), total: z.number().int() }),
    errors: vaultReadErrors,
  }),
  of: query({
    powers: 'none',
    input: z.strictObject({ sha256: sha256Schema }),
    output: renewalFactsSchema,
    errors: readErrors,
  }),
  /**
   * Renews over EST or CMP, or resumes a pending renewal. The old certificate authenticates it, and `login` too if the
   * CA also requires a code. Stops if preflight finds a problem not in `seen`. Throws `not-confirmed` if the host isn't
   * verified.
   */
  submit: command({
    powers: ['leaves', 'contacts'],
    guard: 'standing',
    input: z.strictObject({
      sha256: sha256Schema,
      profileId: z.uuid(),
      seen: seenFindingsSchema,
      login: serverLoginSchema.nullable(),
      /** EST only: the user accepts that the CA makes, and so knows, the new key. */
      authorityKey: z.strictObject({ accepted: z.literal(true) }).optional(),
    }),
    output: z.discriminatedUnion('state', [
      z.strictObject({ state: z.literal('issued'), certificate: sha256Schema, subject: z.string() }),
      z.strictObject({
        state: z.literal('pending'),
        request: pendingRequestSchema,
        retryAfterSeconds: z.number().nullable(),
      }),
      preflightOutcomeSchema,
    ]),
    errors: [
      'protocol-unsupported',
      'not-confirmed',
      'key-missing',
      'needs-replacement',
      'vault-locked',
      'profile-invalid',
      'anchor-needed',
      'server-unreachable',
      'server-untrusted',
      'server-certificate-name',
      'server-certificate-expired',
      'server-redirected',
      'server-reply-unusable',
      'code-missing',
      'code-refused',
      'request-declined',
      'response-mismatch',
      'reply-refused',
      'unsupported-algorithm',
      'key-unsupported',
      'sm2-not-in-tls',
      'authority-key-place',
      'authority-key-unusable',
      'authority-key-encrypted',
      'authority-key-weak',
      'authority-key-mismatch',
      'secret-required',
      'verification-failed',
      'damaged',
      'limit-exceeded',
      ...writeErrors,
    ],
    long: true,
  }),
  /**
   * Renews certificates over EST or CMP one by one and installs each in place of the old one. For certificates that
   * renew another way, only returns the `way`. Throws `vault-locked` before anything is sent.
   */
  submitMany: command({
    powers: ['leaves', 'destroys', 'contacts'],
    guard: 'question',
    input: z.strictObject({
      certificates: z.array(sha256Schema).min(1).max(maxRenewedTogether),
      seen: seenFindingsSchema,
      passwords: storePasswordsSchema,
    }),
    output: z.strictObject({ items: z.array(batchItemSchema) }),
    errors: ['vault-locked', ...writeErrors],
    maxBytes: 256 * 1024,
    long: true,
  }),
  plan: query({
    powers: 'none',
    input: renewedPairSchema,
    output: z.strictObject({ places: z.array(plannedPlaceSchema) }),
    errors: ['store-not-found', ...readErrors],
  }),
  replace: command({
    powers: ['leaves', 'destroys'],
    guard: 'question',
    input: renewedPairSchema.extend({
      passwords: storePasswordsSchema,
    }),
    output: z.strictObject({ places: z.array(replacedPlaceSchema) }),
    errors: [
      'replacement-invalid',
      'key-missing',
      'key-unsupported',
      'vault-locked',
      'store-not-found',
      ...writeErrors,
    ],
    maxBytes: 256 * 1024,
    long: true,
  }),
} as const;
