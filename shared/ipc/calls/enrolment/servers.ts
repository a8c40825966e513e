// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { vaultOpenErrors } from '../../../domain/errors/vault-errors.ts';
import { sha256Schema } from '../../../schemas/certificates/certificate.ts';
import { pendingRequestSchema } from '../../../schemas/enrolment/enrolment.ts';
import { hostTrustSchema, shownAuthoritySchema } from '../../../schemas/trust/host-trust.ts';
import { preflightOutcomeSchema, seenFindingsSchema } from '../../../schemas/enrolment/preflight.ts';
import { command, query } from '../../define.ts';
import { pinErrors, withPin } from '../tokens/token-inputs.ts';

const ofProfile = z.strictObject({ profileId: z.uuid() });
const readErrors = ['not-found', 'protocol-unsupported', ...vaultOpenErrors] as const;
const writeErrors = ['disk-full', 'vault-busy', 'vault-missing', ...readErrors] as const;
const acceptErrors = ['vault-locked', 'seal-broken', 'vault-not-accepted', ...writeErrors] as const;

export const serverErrors = [
  'server-unreachable',
  'server-untrusted',
  'server-certificate-name',
  'server-certificate-expired',
  'server-redirected',
  'server-reply-unusable',
  'profile-invalid',
  'anchor-needed',
  'not-a-certificate-file',
  'damaged',
  'limit-exceeded',
] as const;

const maxSecret = 1024;

/** `user` is empty if the server wants only a code. */
export const serverLoginSchema = z.strictObject({
  user: z.string().max(maxSecret),
  code: z.string().min(1).max(maxSecret),
});

export const serverCalls = {
  trust: query({ powers: 'none', input: ofProfile, output: hostTrustSchema, errors: readErrors }),
  /** Sends neither the request nor a code (RFC 7030 §4.1.1). */
  look: query({
    powers: ['contacts'],
    guard: 'standing',
    input: ofProfile,
    output: z.strictObject({ authorities: z.array(shownAuthoritySchema) }),
    errors: ['not-confirmed', ...serverErrors, ...readErrors],
    long: true,
  }),
  /**
   * Throws `fingerprint-differs` unless the SHA-256 starts with `digits`. The vault must be unlocked, because the seal
   * covers trusted CAs.
   */
  accept: command({
    powers: ['trust'],
    guard: 'question',
    input: ofProfile.extend({ sha256: sha256Schema, digits: z.string().max(200) }),
    output: hostTrustSchema,
    errors: ['fingerprint-differs', ...acceptErrors],
  }),
  /** Accepts the draft's CA certificates and deletes the draft. */
  acceptFile: command({
    powers: ['trust'],
    guard: 'question',
    input: ofProfile.extend({ draftId: z.uuid() }),
    output: hostTrustSchema,
    errors: [
      'not-an-authority',
      'draft-expired',
      'file-unreadable',
      'file-too-large',
      'not-a-certificate-file',
      'damaged',
      'limit-exceeded',
      ...acceptErrors,
    ],
  }),
  forget: command({ powers: 'none', input: ofProfile, output: hostTrustSchema, errors: acceptErrors }),
  /**
   * Sends or resends a request, unless preflight finds a problem not in `seen`. `login` is null without a code; CMP
   * needs a code except to renew. `token` signs the request if its key is on a token. After `reply-refused`,
   * `acceptNames` accepts the differing names. Over CMP, the request is sent again.
   */
  ask: command({
    powers: ['leaves', 'contacts'],
    guard: 'standing',
    input: z.strictObject({
      id: z.uuid(),
      login: serverLoginSchema.nullable(),
      token: z.strictObject(withPin).nullable(),
      acceptNames: z.boolean(),
      seen: seenFindingsSchema,
    }),
    output: z.discriminatedUnion('state', [
      preflightOutcomeSchema,
      z.strictObject({ state: z.literal('pending'), request: pendingRequestSchema }),
      z.strictObject({
        state: z.literal('issued'),
        request: pendingRequestSchema,
        certificate: sha256Schema,
        added: z.array(sha256Schema),
        subject: z.string(),
        otherNames: z.array(z.string()),
        /** CMP only: the confirmation failed, so the CA may revoke the certificate. */
        unconfirmed: z.boolean(),
      }),
    ]),
    errors: [
      'not-confirmed',
      'code-missing',
      'code-refused',
      'request-declined',
      'response-mismatch',
      'reply-refused',
      'verification-failed',
      'key-missing',
      ...pinErrors,
      'needs-replacement',
      'authority-key-unusable',
      'authority-key-encrypted',
      'authority-key-weak',
      'authority-key-mismatch',
      'secret-required',
      'unsupported-algorithm',
      'key-unsupported',
      'sm2-not-in-tls',
      ...serverErrors,
      ...acceptErrors,
    ],
    long: true,
    atOnce: true,
  }),
} as const;
