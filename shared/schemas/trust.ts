import { z } from 'zod';
import { sha256Schema } from './certificate.ts';

/** A certificate as people decide by whether to trust it (V04); identity numbers masked. */
export const anchorFactsSchema = z.strictObject({
  sha256: sha256Schema,
  /** RFC 4514. */
  subject: z.string(),
  /** RFC 4514. */
  issuer: z.string(),
  displayName: z.string(),
  /** ISO 8601 UTC. */
  notBefore: z.string(),
  /** ISO 8601 UTC. */
  notAfter: z.string(),
  algorithm: z.string(),
  /** Its own issuer: the end of every chain. */
  selfIssued: z.boolean(),
});
export type AnchorFacts = z.infer<typeof anchorFactsSchema>;

/** One of a person's own trust anchors. */
export const ownAnchorSchema = anchorFactsSchema.extend({
  /** ISO 8601 UTC. */
  addedAt: z.string(),
  /** When a person compared its fingerprint here; null: not trusted. */
  confirmedAt: z.string().nullable(),
  /** False for a confirmed one too that the seal does not vouch for. */
  trusted: z.boolean(),
});
export type OwnAnchor = z.infer<typeof ownAnchorSchema>;
