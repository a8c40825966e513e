// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { replyProblems } from '../../domain/enrolment/reply-problems.ts';
import { keyMakerSchema, sha256Schema } from '../certificates/certificate.ts';
import { caProfileSchema, profileProtocols } from './ca-profile.ts';

export const heldProfileSchema = z.strictObject({
  id: z.uuid(),
  profile: caProfileSchema,
  host: z.strictObject({
    /** A-labels (RFC 5890) in lower case, used for connections. */
    ascii: z.string(),
    unicode: z.string(),
  }),
  importedAt: z.string(),
  /** ISO 8601 UTC, or null if unverified (未核实). */
  confirmedAt: z.string().nullable(),
});
export type HeldProfile = z.infer<typeof heldProfileSchema>;

export const replyProblemSchema = z.enum(replyProblems);
export type ReplyProblem = z.infer<typeof replyProblemSchema>;

export const requestPurposes = ['apply', 'renew', 'replace'] as const;
export const requestPurposeSchema = z.enum(requestPurposes);
export type RequestPurpose = z.infer<typeof requestPurposeSchema>;

export const pendingRequestSchema = z.strictObject({
  id: z.uuid(),
  state: z.enum(['pending', 'done']),
  /** RFC 4514. Identity numbers are masked. */
  subject: z.string(),
  algorithm: z.string(),
  spkiSha256: sha256Schema,
  profile: z.strictObject({ name: z.string(), protocol: z.enum(profileProtocols), host: z.string() }),
  /** Serial number, or null if the key isn't on a token. */
  token: z.string().nullable(),
  keyMadeBy: keyMakerSchema.nullable(),
  /** Number of unanswered requests for a CA-made key. Each may have led to a certificate whose key is lost. */
  lostAnswers: z.number().int().nonnegative(),
  /** The CA-made key has arrived, but the certificate isn't accepted yet. Checking again sends nothing. */
  answerKept: z.boolean(),
  place: z.string().nullable(),
  purpose: requestPurposeSchema,
  renews: sha256Schema.nullable(),
  /** ISO 8601 UTC of the next check, or null if the user must act. */
  askAgainAt: z.string().nullable(),
  certificate: sha256Schema.nullable(),
  problem: replyProblemSchema.nullable(),
  createdAt: z.string(),
});
export type PendingRequest = z.infer<typeof pendingRequestSchema>;
