// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { pathReasonCodes, pathWarningCodes } from '../domain/path-reasons.ts';
import { pathWarningSchema, sha256Schema } from './certificate.ts';

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

/** Why a path is not valid, as it is kept: names are looked up when it is shown. */
export const storedPathReasonSchema = z.strictObject({
  code: z.enum(pathReasonCodes),
  /** Whom it is about. */
  certificate: sha256Schema,
  role: z.enum(['leaf', 'intermediate', 'anchor']),
  /** As `PathReason` has it. */
  detail: z.string().max(4096).nullable(),
});
export type StoredPathReason = z.infer<typeof storedPathReasonSchema>;
export const storedPathReasonsSchema = z.array(storedPathReasonSchema).max(1000);
export const storedPathWarningSchema = storedPathReasonSchema.extend({ code: z.enum(pathWarningCodes) });
export type StoredPathWarning = z.infer<typeof storedPathWarningSchema>;
export const storedPathWarningsSchema = z.array(storedPathWarningSchema).max(1000);

/** The newest verdict about a certificate of the vault (V01, V03). */
export const pathCheckSchema = z.strictObject({
  /** Its path is valid and leads to an anchor. */
  valid: z.boolean(),
  /** Nothing is wrong with its path but, at most, that nobody trusts or knows its end. */
  sound: z.boolean(),
  /** `name`: what a person calls it, identity numbers masked. */
  reasons: z.array(storedPathReasonSchema.extend({ name: z.string() })),
  /** Weak algorithms. */
  warnings: z.array(pathWarningSchema),
  /** Leaf first, as far as it goes. */
  path: z.array(z.strictObject({ sha256: sha256Schema, name: z.string() })),
  /** ISO 8601 UTC. */
  checkedAt: z.string(),
});
export type PathCheck = z.infer<typeof pathCheckSchema>;
