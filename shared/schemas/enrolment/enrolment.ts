// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { replyProblems } from '../../domain/enrolment/reply-problems.ts';
import { keyMakerSchema, sha256Schema } from '../certificates/certificate.ts';
import { caProfileSchema, profileProtocols } from './ca-profile.ts';

export const heldProfileSchema = z.strictObject({
  id: z.uuid(),
  profile: caProfileSchema,
  host: z.strictObject({
    /** A-labels (RFC 5890), lower case: contacted. */
    ascii: z.string(),
    unicode: z.string(),
  }),
  /** ISO 8601 UTC. */
  importedAt: z.string(),
  /** ISO 8601 UTC; null: 未核实. */
  confirmedAt: z.string().nullable(),
});
export type HeldProfile = z.infer<typeof heldProfileSchema>;

export const replyProblemSchema = z.enum(replyProblems);
export type ReplyProblem = z.infer<typeof replyProblemSchema>;

/** `replace`: for a lost one. */
export const requestPurposes = ['apply', 'renew', 'replace'] as const;
export const requestPurposeSchema = z.enum(requestPurposes);
export type RequestPurpose = z.infer<typeof requestPurposeSchema>;

export const pendingRequestSchema = z.strictObject({
  id: z.uuid(),
  state: z.enum(['pending', 'done']),
  /** RFC 4514, identity numbers masked. */
  subject: z.string(),
  algorithm: z.string(),
  /** Of the SubjectPublicKeyInfo. */
  spkiSha256: sha256Schema,
  profile: z.strictObject({ name: z.string(), protocol: z.enum(profileProtocols), host: z.string() }),
  /** Serial number; null: in the vault. */
  token: z.string().nullable(),
  /** `authority`: sends the key too (RFC 7030 §4.4). */
  keyMadeBy: keyMakerSchema.nullable(),
  /** Requests whose answer was lost; each may have been a certificate with a lost key. */
  lostAnswers: z.number().int().nonnegative(),
  /** The CA's key is here without an accepted certificate: rechecked without sending. */
  answerKept: z.boolean(),
  place: z.string().nullable(),
  purpose: requestPurposeSchema,
  renews: sha256Schema.nullable(),
  /** ISO 8601 UTC, set by the CA; null: any time. */
  askAgainAt: z.string().nullable(),
  certificate: sha256Schema.nullable(),
  problem: replyProblemSchema.nullable(),
  /** ISO 8601 UTC. */
  createdAt: z.string(),
});
export type PendingRequest = z.infer<typeof pendingRequestSchema>;
