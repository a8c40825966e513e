// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { destinationErrors } from '../../domain/destination-errors.ts';
import { annotationLimits } from '../../schemas/annotation-limits.ts';
import { caProfileSchema, profileProtocols } from '../../schemas/ca-profile.ts';
import { sha256Schema } from '../../schemas/certificate.ts';
import { heldProfileSchema, pendingRequestSchema, requestPurposeSchema } from '../../schemas/enrolment.ts';
import { tokenAlgorithmSchema } from '../../schemas/token.ts';
import { command, query } from '../define.ts';
import { serverErrors } from './servers.ts';
import { changeErrors, withPins } from './token-inputs.ts';
import { vaultReadErrors, vaultWriteErrors } from '../../domain/vault-errors.ts';

const nothing = z.strictObject({});
const named = z.strictObject({ id: z.uuid() });
/** `profile-exists`: `pending` is for `profiles.replace`. */
const fileErrors = [
  'profile-invalid',
  'profile-exists',
  'file-unreadable',
  'file-too-large',
  ...vaultWriteErrors,
] as const;

/** Profiles of authorities (E01). */
export const profileCalls = {
  /** By name; `examples` come with the program and are not in the vault. */
  'profiles.list': query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ profiles: z.array(heldProfileSchema), examples: z.array(caProfileSchema) }),
    errors: vaultReadErrors,
  }),
  /** Asks for the file with the host's dialog. Makes the vault when there is none. */
  'profiles.chooseFile': command({
    powers: 'none',
    input: nothing,
    output: z.discriminatedUnion('outcome', [
      z.strictObject({ outcome: z.literal('imported'), profile: heldProfileSchema }),
      z.strictObject({ outcome: z.literal('cancelled') }),
    ]),
    errors: fileErrors,
    interactive: true,
  }),
  /** The person saw how it differs from the confirmed one, which goes; `pending` of `profile-exists`. */
  'profiles.replace': command({
    powers: ['destroys'],
    guard: 'question',
    input: z.strictObject({ pending: z.uuid() }),
    output: heldProfileSchema,
    errors: ['not-found', ...vaultWriteErrors],
  }),
  'profiles.addExample': command({
    powers: 'none',
    input: z.strictObject({ protocol: z.enum(profileProtocols) }),
    output: heldProfileSchema,
    errors: ['profile-exists', ...vaultWriteErrors],
  }),
  /** `typedHost`: by a person, from official papers. `vault-locked`: the confirmation comes under the seal. */
  'profiles.confirm': command({
    powers: ['trust', 'contacts'],
    guard: 'question',
    input: named.extend({ typedHost: z.string().max(255) }),
    output: heldProfileSchema,
    errors: [
      'host-differs',
      'not-found',
      'vault-missing',
      'vault-locked',
      'seal-broken',
      'vault-not-accepted',
      ...vaultWriteErrors,
    ],
  }),
  /** Requests that were made with it stay. */
  'profiles.remove': command({
    powers: 'none',
    input: named,
    output: nothing,
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
  }),
} as const;

/** Requests on their way (E03, E05). The private key is made and stays in main. */
export const requserverCalls = {
  /** Oldest first, those that are done included. */
  'requests.list': query({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ requests: z.array(pendingRequestSchema) }),
    errors: ['damaged', ...vaultReadErrors],
  }),
  /** Ends the requests whose certificates came into the vault by another way; then as `requests.list`. */
  'requests.settle': command({
    powers: 'none',
    input: nothing,
    output: z.strictObject({ requests: z.array(pendingRequestSchema) }),
    errors: ['damaged', ...vaultWriteErrors],
  }),
  /**
   * Makes a key and a request for it, by a profile of the kind `manual`, `est` or `cmp`; nothing of it is sent. `subject`: RFC 4514;
   * `invalid-input` has `field` `subject`, a `reason` and the `type`. `algorithm` null: the profile's first, over EST the one
   * that the server asks for. `token` null: the key is made in the vault; `secret-required`: that has no protector yet.
   */
  'requests.start': command({
    powers: ['contacts'],
    guard: 'standing',
    input: z.strictObject({
      profileId: z.uuid(),
      subject: z.string().min(1).max(2048),
      algorithm: tokenAlgorithmSchema.nullable(),
      place: z.string().max(annotationLimits.place).nullable(),
      purpose: requestPurposeSchema.default('apply'),
      /** The certificate that the new one is to take the place of. */
      renews: sha256Schema.nullable().default(null),
      token: z.strictObject(withPins).nullable(),
      /** Over EST: the authority makes the key, and so knows it. A person was told, and agreed. */
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
  /** PKCS#10 in PEM (RFC 7468 §7): public contents only. `not-available`: the authority makes its key. */
  'requests.pem': query({
    powers: 'none',
    input: named,
    output: z.strictObject({ pem: z.string() }),
    errors: ['not-found', 'not-available', 'vault-missing', ...vaultReadErrors],
  }),
  /** The same as a file; the place comes from `files.chooseDestination`. */
  'requests.write': command({
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
   * A draft of `imports.choose`, `imports.drop` or `imports.paste` as the reply to a request, whichever has its key.
   * `reply-refused` has `reason` (a ReplyProblem), `subject` and `otherNames`; the request is still pending and the draft
   * stays for another try. `acceptNames`: the person has seen that the names differ, and wants the certificate.
   */
  'requests.takeReply': command({
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
      /** Of the certificate, identity numbers masked. */
      subject: z.string(),
      otherNames: z.array(z.string()),
      /** A valid path leads to the authority that the profile names; false: it names none. */
      pathChecked: z.boolean(),
    }),
    errors: [
      'reply-foreign',
      'reply-refused',
      'draft-expired',
      'file-unreadable',
      'file-too-large',
      'needs-password',
      'wrong-password',
      'unsupported-algorithm',
      'damaged',
      'not-a-certificate-file',
      'limit-exceeded',
      'vault-missing',
      'seal-broken',
      ...vaultWriteErrors,
    ],
    long: true,
  }),
  /** With its key, unless that belongs to a certificate; nothing brings it back. While a server is asked about it, after that. */
  'requests.remove': command({
    powers: ['destroys'],
    guard: 'question',
    input: named,
    output: z.strictObject({ keys: z.number().int() }),
    errors: ['not-found', 'vault-missing', ...vaultWriteErrors],
    long: true,
    atOnce: true,
  }),
} as const;
