// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { pathReasonCodes, pathWarningCodes } from '../../domain/trust/path-reasons.ts';
import { sha256Schema } from '../certificates/certificate.ts';

export const pathPurposes = ['client', 'server', 'email', 'any'] as const;
export const pathRuleSets = ['rfc5280', 'webpki'] as const;
export const revocationModes = ['none', 'soft', 'required'] as const;
export const revocationStates = ['good', 'revoked', 'unknown', 'not-checked'] as const;

/** `at` to `inhibitAny` are inputs of RFC 5280 §6.1.1. */
export const validationOptionsSchema = z.strictObject({
  /** ISO 8601 UTC, whole seconds. */
  at: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
  /** Dotted OIDs, or null for any. */
  policies: z.array(z.string()).nullable(),
  explicitPolicy: z.boolean(),
  inhibitMapping: z.boolean(),
  inhibitAny: z.boolean(),
  /** A host, IP address or e-mail address. */
  name: z.string().nullable(),
  purpose: z.enum(pathPurposes),
  maxDepth: z.number().int().nonnegative().nullable(),
  rules: z.enum(pathRuleSets),
  revocation: z.enum(revocationModes),
});
export type ValidationOptions = z.infer<typeof validationOptionsSchema>;

/** Times are ISO 8601 UTC. */
export const revocationStatusSchema = z.strictObject({
  certificate: sha256Schema,
  state: z.enum(['good', 'revoked', 'unknown']),
  source: z.enum(['ocsp', 'crl']).nullable(),
  goodUntil: z.string().nullable(),
  revokedAt: z.string().nullable(),
  /** Reason code from RFC 5280 §5.3.1. */
  reason: z.number().int().nullable(),
});

function findingsOf<Code extends string>(codes: readonly Code[]) {
  return z.array(
    z.strictObject({
      code: z.enum(codes),
      certificate: sha256Schema,
      name: z.string(),
      role: z.enum(['leaf', 'intermediate', 'anchor']),
      detail: z.string().nullable(),
    }),
  );
}

export const validationAnswerSchema = z.strictObject({
  valid: z.boolean(),
  reasons: findingsOf(pathReasonCodes),
  warnings: findingsOf(pathWarningCodes),
  /** Leaf first; can be incomplete. */
  path: z.array(sha256Schema),
  names: z.array(z.string()),
  revocation: z.enum(revocationStates),
  statuses: z.array(revocationStatusSchema),
});
export type ValidationAnswer = z.infer<typeof validationAnswerSchema>;
