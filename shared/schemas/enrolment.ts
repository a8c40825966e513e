// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { keyMakerSchema, sha256Schema } from './certificate.ts';
import { caProfileSchema, profileProtocols } from './ca-profile.ts';

/** A profile that was taken in (E01). */
export const heldProfileSchema = z.strictObject({
  id: z.uuid(),
  profile: caProfileSchema,
  host: z.strictObject({
    /** A-labels (RFC 5890), lower case: what is contacted. */
    ascii: z.string(),
    /** As people read it; the same where nothing is encoded. */
    unicode: z.string(),
  }),
  /** ISO 8601 UTC. */
  importedAt: z.string(),
  /** When a person typed its host; null: 未核实. ISO 8601 UTC. */
  confirmedAt: z.string().nullable(),
});
export type HeldProfile = z.infer<typeof heldProfileSchema>;

/**
 * Why a reply did not end the request that it is for. `other-names`: part of the subject that was asked for is missing or
 * otherwise;
 * `self-signed`: the applicant's own key signed it; `chain-broken`: the issuer that came with it, or lies in the vault,
 * did not sign it; `path-invalid`: no valid path leads to the anchor of the authority.
 */
export const replyProblems = [
  'other-names',
  'expired',
  'self-signed',
  'issuer-expired',
  'chain-broken',
  'path-invalid',
] as const;
export const replyProblemSchema = z.enum(replyProblems);
export type ReplyProblem = z.infer<typeof replyProblemSchema>;

/** Why a certificate is asked for: the first one, one before the old one's end, or one for a lost one. */
export const requestPurposes = ['apply', 'renew', 'replace'] as const;
export const requestPurposeSchema = z.enum(requestPurposes);
export type RequestPurpose = z.infer<typeof requestPurposeSchema>;

/** A request on its way (E03). */
export const pendingRequestSchema = z.strictObject({
  id: z.uuid(),
  state: z.enum(['pending', 'done']),
  /** RFC 4514, identity numbers masked. */
  subject: z.string(),
  algorithm: z.string(),
  /** SHA-256 of the SubjectPublicKeyInfo. */
  spkiSha256: sha256Schema,
  profile: z.strictObject({ name: z.string(), protocol: z.enum(profileProtocols), host: z.string() }),
  /** Serial number of the USB token that has the key; null: the vault has it. */
  token: z.string().nullable(),
  /** `authority`: it makes the key, sends it with the certificate, and so knows it (RFC 7030 §4.4). */
  keyMadeBy: keyMakerSchema.nullable(),
  /** How often it was sent and no answer came that could be kept: each may have been a certificate whose key is lost. 0 unless `keyMadeBy`. */
  lostAnswers: z.number().int().nonnegative(),
  /** What came with the authority's key is here, and no certificate of it was taken yet: it is judged anew, and nothing is sent. */
  answerKept: z.boolean(),
  place: z.string().nullable(),
  purpose: requestPurposeSchema,
  /** The certificate that the new one is to take the place of. */
  renews: sha256Schema.nullable(),
  /** Before it the authority does not want to be asked again; null: at any time. ISO 8601 UTC. */
  askAgainAt: z.string().nullable(),
  /** The certificate that came for it. */
  certificate: sha256Schema.nullable(),
  /** Of the last reply that was not taken. */
  problem: replyProblemSchema.nullable(),
  /** ISO 8601 UTC. */
  createdAt: z.string(),
});
export type PendingRequest = z.infer<typeof pendingRequestSchema>;
