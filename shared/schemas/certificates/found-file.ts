// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { foundStates } from '../../domain/certificates/certificate-states.ts';
import { certificateStatusSchema, sha256Schema } from './certificate.ts';
import { fileKindSchema } from './inspection.ts';

export const foundStateSchema = z.enum(foundStates);
export type FoundState = z.infer<typeof foundStateSchema>;

export const foundFileSchema = z.strictObject({
  id: sha256Schema,
  paths: z.array(z.string()).min(1).max(20),
  copies: z.number().int(),
  fileName: z.string(),
  bytes: z.number().int(),
  modifiedAt: z.string(),
  downloadedFrom: z.string().nullable(),
  kind: fileKindSchema,
  state: foundStateSchema,
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
  /** Also true for locked PKCS#12 files. */
  holdsKeys: z.boolean(),
  diagnosis: z.string().nullable(),
});
export type FoundFile = z.infer<typeof foundFileSchema>;

/** `failed`: the search process died, but results remain. */
export const scanStates = ['idle', 'running', 'paused', 'done', 'cancelled', 'failed'] as const;

export const scanProgressSchema = z.strictObject({
  state: z.enum(scanStates),
  files: z.number().int(),
  folders: z.number().int(),
  found: z.number().int(),
  unreadable: z.number().int(),
  rate: z.number(),
  current: z.string().nullable(),
  seconds: z.number(),
});
export type ScanProgress = z.infer<typeof scanProgressSchema>;
