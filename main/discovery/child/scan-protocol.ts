// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { OutputOf } from '../../children/define-child.ts';
import { sha256Schema } from '../../../shared/schemas/certificates/certificate.ts';
import { inspectionReportSchema } from '../../../shared/schemas/certificates/inspection.ts';

const count = z.number().int().nonnegative();

export const foundSchema = z.strictObject({
  /** May contain replacement characters. */
  path: z.string(),
  /** Bytes of a path that isn't UTF-8. Null if `path` is exact. */
  octets: z.instanceof(Uint8Array<ArrayBufferLike>).nullable(),
  bytes: count,
  modifiedMs: z.number(),
  sha256: sha256Schema.nullable(),
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

const none = { input: z.strictObject({}), output: z.null() };

export const scanOperations = {
  /** Returns when everything has been searched, or when cancelled. */
  search: {
    input: z.strictObject({ folders: z.array(z.string()), skip: z.array(z.string()) }),
    output: z.strictObject(counts),
  },
  taken: { input: z.strictObject({ count }), output: z.null() },
  pause: none,
  resume: none,
  cancel: none,
  places: { input: z.strictObject({}), output: windowsPlacesSchema },
} as const;

export type ScanCounts = OutputOf<typeof scanOperations, 'search'>;

export const scanPartSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('found'), files: z.array(foundSchema).max(1000) }),
  z.strictObject({ kind: z.literal('progress'), ...counts, current: z.string().nullable() }),
]);
export type ScanPart = z.infer<typeof scanPartSchema>;
