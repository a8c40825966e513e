// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../shared/schemas/certificates/certificate.ts';
import { inspectionReportSchema } from '../../../shared/schemas/certificates/inspection.ts';

export type ScanRequest =
  | { readonly kind: 'start'; readonly folders: readonly string[]; readonly skip: readonly string[] }
  | { readonly kind: 'pause' | 'resume' | 'cancel' }
  /** Windows only: user folders and drives. */
  | { readonly kind: 'places' }
  /** Processed finds. */
  | { readonly kind: 'taken'; readonly count: number };

const count = z.number().int().nonnegative();

export const foundSchema = z.strictObject({
  /** May have replacement characters. */
  path: z.string(),
  /** Octets of a non-UTF-8 path; null: `path` is exact. */
  octets: z.instanceof(Uint8Array<ArrayBufferLike>).nullable(),
  bytes: count,
  modifiedMs: z.number(),
  /** Null: too large. */
  sha256: sha256Schema.nullable(),
  /** Null: too large, or known content. */
  report: inspectionReportSchema.nullable(),
});
export type FoundPath = z.infer<typeof foundSchema>;

const counts = { files: count, folders: count, unreadable: count };

const folder = z.string().min(1).nullable();
const windowsPlacesSchema = z.strictObject({
  desktop: folder,
  documents: folder,
  downloads: folder,
  drives: z.array(z.string().regex(/^[A-Z]:\\$/)).max(26),
});
export type WindowsPlaces = z.infer<typeof windowsPlacesSchema>;

/** Untrusted. */
export const scanReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('found'), files: z.array(foundSchema).max(1000) }),
  z.strictObject({ kind: z.literal('places'), places: windowsPlacesSchema }),
  z.strictObject({ kind: z.literal('progress'), ...counts, current: z.string().nullable() }),
  z.strictObject({ kind: z.literal('done'), ...counts }),
]);
export type ScanReply = z.infer<typeof scanReplySchema>;
