// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { pathReasonCodes, pathWarningCodes } from '../../domain/trust/path-reasons.ts';
import { pathWarningSchema, sha256Schema } from '../certificates/certificate.ts';

/** Identity numbers are masked. */
export const anchorFactsSchema = z.strictObject({
  sha256: sha256Schema,
  subject: z.string(),
  issuer: z.string(),
  displayName: z.string(),
  notBefore: z.string(),
  notAfter: z.string(),
  algorithm: z.string(),
  selfIssued: z.boolean(),
});
export type AnchorFacts = z.infer<typeof anchorFactsSchema>;

export const ownAnchorSchema = anchorFactsSchema.extend({
  addedAt: z.string(),
  /** ISO 8601 UTC. Null if the user hasn't compared the fingerprint or accepted the vault. */
  confirmedAt: z.string().nullable(),
  /** False if unconfirmed, or if the vault's seal doesn't cover the anchor. */
  trusted: z.boolean(),
});
export type OwnAnchor = z.infer<typeof ownAnchorSchema>;

/** Stored without names, which are looked up later. */
export const storedPathReasonSchema = z.strictObject({
  code: z.enum(pathReasonCodes),
  certificate: sha256Schema,
  role: z.enum(['leaf', 'intermediate', 'anchor']),
  detail: z.string().max(4096).nullable(),
});
export type StoredPathReason = z.infer<typeof storedPathReasonSchema>;
export const storedPathReasonsSchema = z.array(storedPathReasonSchema).max(1000);
export const storedPathWarningSchema = storedPathReasonSchema.extend({ code: z.enum(pathWarningCodes) });
export type StoredPathWarning = z.infer<typeof storedPathWarningSchema>;
export const storedPathWarningsSchema = z.array(storedPathWarningSchema).max(1000);

export const pathCheckSchema = z.strictObject({
  valid: z.boolean(),
  /** True if nothing is wrong except an unknown issuer or untrusted root. */
  sound: z.boolean(),
  reasons: z.array(storedPathReasonSchema.extend({ name: z.string() })),
  warnings: z.array(pathWarningSchema),
  path: z.array(z.strictObject({ sha256: sha256Schema, name: z.string() })),
  checkedAt: z.string(),
});
export type PathCheck = z.infer<typeof pathCheckSchema>;
