// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { contactKinds } from '../../shared/domain/trust/revocation-outcomes.ts';
import { sha256Schema } from '../../shared/schemas/certificates/certificate.ts';
import { revocationStatusSchema, validationOptionsSchema } from '../../shared/schemas/trust/validation.ts';

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);

export const pathQuestion = {
  files: z.array(
    z.strictObject({
      role: z.enum(['subject', 'with', 'anchor', 'crl']),
      bytes,
      password: z.string().nullable(),
    }),
  ),
  intermediates: z.array(bytes),
  anchors: z.array(bytes),
  options: validationOptionsSchema,
};

/** Unreadable content gives a verdict, not an error. */
export const fetchedSchema = z.strictObject({
  kind: z.enum(contactKinds),
  bytes,
  /** SHA-256 of the certificate that the content is about. */
  about: sha256Schema,
  /** The OCSP request's nonce, or null if cached or not OCSP. */
  nonce: bytes.nullable(),
});

/** Revocations stored in the vault, because newer CRLs may omit them. */
export const knownSchema = z
  .array(revocationStatusSchema.omit({ state: true }).extend({ knownAt: z.string() }))
  .optional();
