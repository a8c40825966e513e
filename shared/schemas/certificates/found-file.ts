// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { foundStates } from '../../domain/certificates/certificate-states.ts';
import { certificateStatusSchema, sha256Schema } from './certificate.ts';
import { fileKindSchema } from './inspection.ts';

export const foundStateSchema = z.enum(foundStates);
export type FoundState = z.infer<typeof foundStateSchema>;

/** Distinct content. Identity numbers masked. */
export const foundFileSchema = z.strictObject({
  /** SHA-256 of the bytes. */
  id: sha256Schema,
  /** Oldest find first, at most 20. */
  paths: z.array(z.string()).min(1).max(20),
  copies: z.number().int(),
  fileName: z.string(),
  bytes: z.number().int(),
  /** ISO 8601 UTC. */
  modifiedAt: z.string(),
  /** Extended attribute. */
  downloadedFrom: z.string().nullable(),
  kind: fileKindSchema,
  state: foundStateSchema,
  /** At most 50. */
  certificates: z
    .array(
      z.strictObject({
        sha256: sha256Schema,
        displayName: z.string(),
        issuerName: z.string(),
        notAfter: z.string(),
        status: certificateStatusSchema,
        isCa: z.boolean(),
        inVault: z.boolean(),
      }),
    )
    .max(50),
  certificateCount: z.number().int(),
  /** As far as visible. */
  holdsKeys: z.boolean(),
  diagnosis: z.string().nullable(),
});
export type FoundFile = z.infer<typeof foundFileSchema>;

/** `failed`: the process died; results stay. */
export const scanStates = ['idle', 'running', 'paused', 'done', 'cancelled', 'failed'] as const;

/** Counts only rise. */
export const scanProgressSchema = z.strictObject({
  state: z.enum(scanStates),
  /** Regular files. */
  files: z.number().int(),
  folders: z.number().int(),
  found: z.number().int(),
  /** Files and folders. */
  unreadable: z.number().int(),
  rate: z.number(),
  current: z.string().nullable(),
  seconds: z.number(),
});
export type ScanProgress = z.infer<typeof scanProgressSchema>;
