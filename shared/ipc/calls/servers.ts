// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { vaultOpenErrors } from '../../domain/vault-errors.ts';
import { sha256Schema } from '../../schemas/certificate.ts';
import { pendingRequestSchema } from '../../schemas/enrolment.ts';
import { hostTrustSchema, shownAuthoritySchema } from '../../schemas/host-trust.ts';
import { lookedSchema, seenFindingsSchema } from '../../schemas/preflight.ts';
import { command, query } from '../define.ts';

const ofProfile = z.strictObject({ profileId: z.uuid() });
const readErrors = ['not-found', 'protocol-unsupported', ...vaultOpenErrors] as const;
const writeErrors = ['disk-full', 'vault-busy', 'vault-missing', ...readErrors] as const;
const acceptErrors = ['vault-locked', 'seal-broken', 'vault-not-accepted', ...writeErrors] as const;

/** Of each call that speaks to a server. */
export const serverErrors = [
  'server-unreachable',
  'server-foreign',
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

/** Longest user name or code. */
const maxSecret = 1024;

/** `user` empty where there is one code alone. */
export const serverLoginSchema = z.strictObject({
  user: z.string().max(maxSecret),
  code: z.string().min(1).max(maxSecret),
});

/** Applying over EST and CMP (E04, E09), by the profile. No code is kept: each call takes it anew, and main forgets it. */
export const serverCalls = {
  /** Contacts nobody. */
  'servers.trust': query({ powers: 'none', input: ofProfile, output: hostTrustSchema, errors: readErrors }),
  /** Reads the certificates that the server shows, over a connection that carries no request and no code (RFC 7030 §4.1.1). */
  'servers.look': query({
    powers: ['contacts'],
    guard: 'standing',
    input: ofProfile,
    output: z.strictObject({ authorities: z.array(shownAuthoritySchema) }),
    errors: ['not-confirmed', ...serverErrors, ...readErrors],
    long: true,
  }),
  /**
   * One that `servers.look` showed. `digits`: the beginning of its SHA-256, typed by a person; `fingerprint-differs`: others. It comes
   * under the seal (`vault-locked`), as the two below.
   */
  'servers.accept': command({
    powers: ['trust'],
    guard: 'question',
    input: ofProfile.extend({ sha256: sha256Schema, digits: z.string().max(200) }),
    output: hostTrustSchema,
    errors: ['fingerprint-differs', ...acceptErrors],
  }),
  /** A draft of `imports.choose`, `imports.drop` or `imports.paste` with certificates of authorities; it is used up. */
  'servers.acceptFile': command({
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
  'servers.forget': command({ powers: 'none', input: ofProfile, output: hostTrustSchema, errors: acceptErrors }),
  /**
   * Sends a kept request, for the first time or again. Clock and server are looked at first (`looked`, `seen`): neither
   * request nor code went out where that comes back. `login`: null without a code, `user` empty where
   * there is one code alone. Over CMP nothing goes without a code, but a renewal.
   * `reply-refused` as with `requests.takeReply`; a certificate with other names is held for a while, and
   * `acceptNames` then takes it without asking the server for another one.
   */
  'servers.ask': command({
    powers: ['leaves', 'contacts'],
    guard: 'standing',
    input: z.strictObject({
      id: z.uuid(),
      login: serverLoginSchema.nullable(),
      acceptNames: z.boolean(),
      seen: seenFindingsSchema,
    }),
    output: z.discriminatedUnion('state', [
      lookedSchema,
      z.strictObject({ state: z.literal('pending'), request: pendingRequestSchema }),
      z.strictObject({
        state: z.literal('issued'),
        request: pendingRequestSchema,
        certificate: sha256Schema,
        added: z.array(sha256Schema),
        subject: z.string(),
        otherNames: z.array(z.string()),
        /** Over CMP: the authority did not hear that it arrived, and may take it back. */
        unconfirmed: z.boolean(),
      }),
    ]),
    errors: [
      'not-confirmed',
      'code-missing',
      'code-refused',
      'request-declined',
      'reply-foreign',
      'reply-refused',
      'verification-failed',
      'key-missing',
      'pin-needed',
      'needs-replacement',
      'authority-key-unusable',
      'authority-key-encrypted',
      'authority-key-weak',
      'authority-key-mismatch',
      'secret-required',
      'unsupported-algorithm',
      'key-unsupported',
      ...serverErrors,
      ...acceptErrors,
    ],
    long: true,
    atOnce: true,
  }),
} as const;
