import { z } from 'zod';
import { sha256Schema } from '../../shared/schemas/certificate.ts';

/** Far above what a certificate takes. */
const maxBytes = 64 * 1024;

/** A trust anchor as it travels out of another vault's file. A confirmation does not: it was given there, under its seal. */
export const anchorRecordSchema = z.strictObject({
  sha256: sha256Schema,
  /** DER. */
  der: z.instanceof(Uint8Array<ArrayBufferLike>).refine(({ length }) => length <= maxBytes),
  addedAt: z.iso.datetime(),
});
export type AnchorRecord = z.infer<typeof anchorRecordSchema>;
