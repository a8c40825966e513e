// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { contactKinds, contactOutcomes } from '../domain/revocation-outcomes.ts';
import { sha256Schema } from './certificate.ts';
import { validationAnswerSchema } from './validation.ts';

/** Somebody who would be asked about the revocation of a certificate, or for its issuer. */
export const contactSchema = z.strictObject({
  kind: z.enum(contactKinds),
  url: z.string(),
  host: z.strictObject({
    /** As it is contacted (A-labels), with its port where that is not the usual one. */
    ascii: z.string(),
    unicode: z.string(),
  }),
  /** What is asked can be read on the way: http. */
  isPlain: z.boolean(),
  /** SHA-256 of the certificate that names the address, or whose list does. */
  certificate: sha256Schema,
  /** What a person calls it, identity numbers masked. */
  name: z.string(),
});
export type Contact = z.infer<typeof contactSchema>;

export const revocationPlanSchema = z.strictObject({
  /** Whether the path is valid but for revocation: only then an answer can be judged. */
  canJudge: z.boolean(),
  /** Everybody who may be contacted, in the order of the calls; not all of them need to be. */
  contacts: z.array(contactSchema),
  /** Addresses that are left out: there are too many. */
  leftOut: z.number().int(),
  /** Answers that are here and still count, so that nobody is asked. */
  kept: z.number().int(),
  /** Issuers in the path that were fetched before and are no certificates of the vault: nobody is contacted for them. */
  issuersAtHand: z.number().int(),
});
export type RevocationPlan = z.infer<typeof revocationPlanSchema>;

/** The newest word about a certificate, as the vault keeps it. Times ISO 8601 UTC. */
export const revocationCheckSchema = z.strictObject({
  sha256: sha256Schema,
  status: z.enum(['good', 'revoked', 'unknown']),
  /** Null: nobody answered. */
  source: z.enum(['ocsp', 'crl']).nullable(),
  checkedAt: z.string(),
  goodUntil: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** Of `revoked` the number of RFC 5280 §5.3.1; of `unknown` a `ContactOutcome`, null where nobody is named. */
  reason: z.string().nullable(),
});
export type RevocationCheck = z.infer<typeof revocationCheckSchema>;

export const contactResultSchema = z.strictObject({
  ...contactSchema.shape,
  outcome: z.enum(contactOutcomes),
  /** A status of HTTP, a code of the system, a host; null: nothing more is known. */
  detail: z.string().nullable(),
});
export type ContactResult = z.infer<typeof contactResultSchema>;

/** A certificate of an issuer that was missing. */
export const keptIssuerSchema = z.strictObject({
  sha256: sha256Schema,
  /** What a person calls it, identity numbers masked. */
  name: z.string(),
});
export type KeptIssuer = z.infer<typeof keptIssuerSchema>;

/** What came of asking for missing issuers alone. */
export const fetchedIssuersSchema = z.strictObject({
  contacts: z.array(contactResultSchema),
  /** New in the vault. */
  kept: z.array(keptIssuerSchema),
  /** Nobody in the path lacks its issuer any more. */
  complete: z.boolean(),
});
export type FetchedIssuers = z.infer<typeof fetchedIssuersSchema>;

export const revocationAnswerSchema = z.strictObject({
  ...validationAnswerSchema.shape,
  contacts: z.array(contactResultSchema),
  /** "Good" comes of a list whose changes, which it names, came from none of their addresses: they may tell otherwise. */
  lacksChanges: z.boolean(),
  /** Issuers that had to be fetched, of a certificate of the vault: they are in it from now on. */
  issuersKept: z.array(keptIssuerSchema),
  /** ISO 8601 UTC. */
  checkedAt: z.string(),
});
export type RevocationAnswer = z.infer<typeof revocationAnswerSchema>;
