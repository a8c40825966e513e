// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { contactKinds, contactOutcomes } from '../../domain/trust/revocation-outcomes.ts';
import { sha256Schema } from '../certificates/certificate.ts';
import { validationAnswerSchema } from './validation.ts';

export const contactSchema = z.strictObject({
  kind: z.enum(contactKinds),
  url: z.string(),
  host: z.strictObject({
    /** A-labels, with any non-default port. */
    ascii: z.string(),
    unicode: z.string(),
  }),
  isPlain: z.boolean(),
  /** The certificate whose extensions or CRL name the address. */
  certificate: sha256Schema,
  name: z.string(),
});
export type Contact = z.infer<typeof contactSchema>;

export const revocationPlanSchema = z.strictObject({
  /** The path is valid apart from revocation. */
  canJudge: z.boolean(),
  /** Grouped by certificate, leaf first. Some may turn out unnecessary. */
  contacts: z.array(contactSchema),
  leftOut: z.number().int(),
  kept: z.number().int(),
  /** Number of issuers fetched earlier that aren't in the vault. */
  issuersAtHand: z.number().int(),
});
export type RevocationPlan = z.infer<typeof revocationPlanSchema>;

/** Times are ISO 8601 UTC. */
export const revocationCheckSchema = z.strictObject({
  sha256: sha256Schema,
  status: z.enum(['good', 'revoked', 'unknown']),
  source: z.enum(['ocsp', 'crl']).nullable(),
  checkedAt: z.string(),
  goodUntil: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** RFC 5280 §5.3.1 code if `revoked`. Last `ContactOutcome`, or null, if `unknown`. Null if `good`. */
  reason: z.string().nullable(),
});
export type RevocationCheck = z.infer<typeof revocationCheckSchema>;

export const contactResultSchema = z.strictObject({
  ...contactSchema.shape,
  outcome: z.enum(contactOutcomes),
  /** HTTP status, encoding, error code or host. */
  detail: z.string().nullable(),
});
export type ContactResult = z.infer<typeof contactResultSchema>;

export const keptIssuerSchema = z.strictObject({
  sha256: sha256Schema,
  name: z.string(),
});
export type KeptIssuer = z.infer<typeof keptIssuerSchema>;

export const fetchedIssuersSchema = z.strictObject({
  contacts: z.array(contactResultSchema),
  kept: z.array(keptIssuerSchema),
  complete: z.boolean(),
});
export type FetchedIssuers = z.infer<typeof fetchedIssuersSchema>;

export const revocationAnswerSchema = z.strictObject({
  ...validationAnswerSchema.shape,
  contacts: z.array(contactResultSchema),
  /** The CRL says good, but its delta CRLs are missing. */
  lacksChanges: z.boolean(),
  issuersKept: z.array(keptIssuerSchema),
  checkedAt: z.string(),
});
export type RevocationAnswer = z.infer<typeof revocationAnswerSchema>;
