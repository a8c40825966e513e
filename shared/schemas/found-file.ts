// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certificateStatusSchema, sha256Schema } from './certificate.ts';
import { fileKindSchema } from './inspection.ts';

/**
 * `new`: opened, and the vault lacks something of it. `known`: the vault holds all of it. `needs-password`: what it
 * holds shows with its password only. `not-read`: looks like a certificate file and is not one that opens.
 */
export const foundStates = ['new', 'known', 'needs-password', 'not-read'] as const;
export const foundStateSchema = z.enum(foundStates);
export type FoundState = z.infer<typeof foundStateSchema>;

/** One content found on the disk, however often it lies there. Identity numbers masked. */
export const foundFileSchema = z.strictObject({
  /** SHA-256 of the file's bytes. */
  id: sha256Schema,
  /** Where it lies, oldest find first; at most 20 are told, `copies` counts them all. */
  paths: z.array(z.string()).min(1).max(20),
  copies: z.number().int(),
  fileName: z.string(),
  bytes: z.number().int(),
  /** ISO 8601 UTC. */
  modifiedAt: z.string(),
  /** As the system recorded it (extended attribute). */
  downloadedFrom: z.string().nullable(),
  kind: fileKindSchema,
  state: foundStateSchema,
  /** At most 50 are told. */
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
  /** Private keys it holds, open or shut, as far as it shows. */
  holdsKeys: z.boolean(),
  /** Code of the diagnosis where it is `not-read` or `needs-password`. */
  diagnosis: z.string().nullable(),
});
export type FoundFile = z.infer<typeof foundFileSchema>;

/** `failed`: the process that searched was lost; what it had found stays. */
export const scanStates = ['idle', 'running', 'paused', 'done', 'cancelled', 'failed'] as const;

/** Where a search stands; counts only rise. */
export const scanProgressSchema = z.strictObject({
  state: z.enum(scanStates),
  /** Regular files looked at. */
  files: z.number().int(),
  folders: z.number().int(),
  /** Contents found, each once. */
  found: z.number().int(),
  /** Folders and files that may not be read. */
  unreadable: z.number().int(),
  /** Files per second over the last second or so. */
  rate: z.number(),
  /** The folder being read; null when none is. */
  current: z.string().nullable(),
  seconds: z.number(),
});
export type ScanProgress = z.infer<typeof scanProgressSchema>;
