// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../shared/schemas/certificate.ts';
import { inspectionReportSchema } from '../../../shared/schemas/inspection.ts';

/** What the parent asks of the scan child. */
export type ScanRequest =
  | { readonly kind: 'start'; readonly folders: readonly string[]; readonly skip: readonly string[] }
  | { readonly kind: 'pause' | 'resume' | 'cancel' }
  /** On Windows, instead of a search: where the person's folders and drives are. */
  | { readonly kind: 'places' }
  /** So many finds have been dealt with. */
  | { readonly kind: 'taken'; readonly count: number };

const count = z.number().int().nonnegative();

export const foundSchema = z.strictObject({
  /** As text; of a name that is no UTF-8 with replacement characters in it. */
  path: z.string(),
  /** The octets of a path that is no UTF-8; null where the text is the path. */
  octets: z.instanceof(Uint8Array<ArrayBufferLike>).nullable(),
  bytes: count,
  modifiedMs: z.number(),
  /** Of the file's content; null when it is larger than what is ever read. */
  sha256: sha256Schema.nullable(),
  /** Null when it is larger than what is ever read, and for the copy of a content that was found before. */
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

/** What the child says. Checked like any untrusted input: the child has read strangers' files. */
export const scanReplySchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('found'), files: z.array(foundSchema).max(1000) }),
  z.strictObject({ kind: z.literal('places'), places: windowsPlacesSchema }),
  z.strictObject({ kind: z.literal('progress'), ...counts, current: z.string().nullable() }),
  /** After every find has been told. */
  z.strictObject({ kind: z.literal('done'), ...counts }),
]);
export type ScanReply = z.infer<typeof scanReplySchema>;
