// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { contactKinds, contactOutcomes } from '../../domain/trust/revocation-outcomes.ts';
import { sha256Schema } from '../certificates/certificate.ts';
import { validationAnswerSchema } from './validation.ts';

export const contactSchema = z.strictObject({
  kind: z.enum(contactKinds),
  url: z.string(),
  host: z.strictObject({
    /** A-labels; port unless the default. */
    ascii: z.string(),
    unicode: z.string(),
  }),
  /** http. */
  isPlain: z.boolean(),
  /** It or its CRL names the address. */
  certificate: sha256Schema,
  /** Identity numbers masked. */
  name: z.string(),
});
export type Contact = z.infer<typeof contactSchema>;

export const revocationPlanSchema = z.strictObject({
  /** Valid path, ignoring revocation. */
  canJudge: z.boolean(),
  /** In call order; some may be unnecessary. */
  contacts: z.array(contactSchema),
  /** Beyond the limit. */
  leftOut: z.number().int(),
  /** Cached valid answers needing no contact. */
  kept: z.number().int(),
  /** Fetched earlier, not in the vault. */
  issuersAtHand: z.number().int(),
});
export type RevocationPlan = z.infer<typeof revocationPlanSchema>;

/** ISO 8601 UTC. */
export const revocationCheckSchema = z.strictObject({
  sha256: sha256Schema,
  status: z.enum(['good', 'revoked', 'unknown']),
  /** Null: no answer. */
  source: z.enum(['ocsp', 'crl']).nullable(),
  checkedAt: z.string(),
  goodUntil: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** `revoked`: RFC 5280 §5.3.1; `unknown`: a `ContactOutcome`; null: no address. */
  reason: z.string().nullable(),
});
export type RevocationCheck = z.infer<typeof revocationCheckSchema>;

export const contactResultSchema = z.strictObject({
  ...contactSchema.shape,
  outcome: z.enum(contactOutcomes),
  /** HTTP status, system code or host. */
  detail: z.string().nullable(),
});
export type ContactResult = z.infer<typeof contactResultSchema>;

export const keptIssuerSchema = z.strictObject({
  sha256: sha256Schema,
  /** Identity numbers masked. */
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
  /** "Good" according to a CRL whose deltas are missing. */
  lacksChanges: z.boolean(),
  issuersKept: z.array(keptIssuerSchema),
  /** ISO 8601 UTC. */
  checkedAt: z.string(),
});
export type RevocationAnswer = z.infer<typeof revocationAnswerSchema>;
