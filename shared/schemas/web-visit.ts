// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from './certificate.ts';
import { diagnosisCodes, fileKindSchema } from './inspection.ts';

export const visitPurposes = ['apply', 'renew', 'replace'] as const;
export const visitPurposeSchema = z.enum(visitPurposes);
export type VisitPurpose = z.infer<typeof visitPurposeSchema>;

/** A file of certificates that came into the folder of a visit. */
export const arrivedFileSchema = z.strictObject({
  fileId: z.uuid(),
  /** Identity numbers masked. */
  fileName: z.string(),
  bytes: z.number().int(),
  kind: fileKindSchema,
  /** `not-read`: it has the name of a certificate file, and `diagnosis` says why it does not open. */
  state: z.enum(['ready', 'needs-password', 'not-read']),
  diagnosis: z.enum(diagnosisCodes).nullable(),
  /** When it was found whole. ISO 8601 UTC. */
  foundAt: z.string(),
});
export type ArrivedFile = z.infer<typeof arrivedFileSchema>;

/** An application on the page of an authority, whose file is waited for (E01). */
export const webVisitSchema = z.strictObject({
  id: z.uuid(),
  profile: z.strictObject({ name: z.string(), host: z.string() }),
  purpose: visitPurposeSchema,
  /** The certificate that the new one is to take the place of. */
  renews: sha256Schema.nullable(),
  /** Where the file is waited for, and whether that folder is there now. Null: nowhere. */
  folder: z.strictObject({ displayPath: z.string(), isThere: z.boolean() }).nullable(),
  /** ISO 8601 UTC. */
  startedAt: z.string(),
  /** Newest first. */
  files: z.array(arrivedFileSchema),
});
export type WebVisit = z.infer<typeof webVisitSchema>;

/** One that a file ended. */
export const endedVisitSchema = webVisitSchema.extend({
  /** SHA-256 of the certificate that was waited for. */
  certificate: sha256Schema,
  /** Whether a valid path leads to the authority of the profile; null: the profile names none. */
  leadsToAuthority: z.boolean().nullable(),
});
export type EndedVisit = z.infer<typeof endedVisitSchema>;
