// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../certificates/certificate.ts';
import { diagnosisCodes, fileKindSchema } from '../certificates/inspection.ts';

export const visitPurposes = ['apply', 'renew', 'replace'] as const;
export const visitPurposeSchema = z.enum(visitPurposes);
export type VisitPurpose = z.infer<typeof visitPurposeSchema>;

export const arrivedFileSchema = z.strictObject({
  fileId: z.uuid(),
  /** Identity numbers masked. */
  fileName: z.string(),
  bytes: z.number().int(),
  kind: fileKindSchema,
  /** `not-read`: named like a certificate file, does not open. */
  state: z.enum(['ready', 'needs-password', 'not-read']),
  diagnosis: z.enum(diagnosisCodes).nullable(),
  /** ISO 8601 UTC. */
  foundAt: z.string(),
});
export type ArrivedFile = z.infer<typeof arrivedFileSchema>;

export const webVisitSchema = z.strictObject({
  id: z.uuid(),
  profile: z.strictObject({ name: z.string(), host: z.string() }),
  purpose: visitPurposeSchema,
  renews: sha256Schema.nullable(),
  /** Null: none. */
  folder: z.strictObject({ displayPath: z.string(), isThere: z.boolean() }).nullable(),
  /** ISO 8601 UTC. */
  startedAt: z.string(),
  /** Newest first. */
  files: z.array(arrivedFileSchema),
});
export type WebVisit = z.infer<typeof webVisitSchema>;

export const endedVisitSchema = webVisitSchema.extend({
  certificate: sha256Schema,
  /** Null: the profile names no CA. */
  leadsToAuthority: z.boolean().nullable(),
});
export type EndedVisit = z.infer<typeof endedVisitSchema>;
