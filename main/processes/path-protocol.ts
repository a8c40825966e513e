// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { contactKinds } from '../../shared/domain/revocation-outcomes.ts';
import { sha256Schema } from '../../shared/schemas/certificate.ts';
import { revocationStatusSchema, validationOptionsSchema } from '../../shared/schemas/validation.ts';

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);

/** What a path is built from and judged by. */
export const pathQuestion = {
  files: z.array(
    z.strictObject({
      role: z.enum(['subject', 'with', 'anchor', 'crl']),
      bytes,
      password: z.string().nullable(),
    }),
  ),
  intermediates: z.array(bytes),
  /** Trusted beside the files of that role: the system's, and a person's own. */
  anchors: z.array(bytes),
  options: validationOptionsSchema,
};

/** What came from an address that a certificate or its list names; unreadable content is no error but a verdict. */
export const fetchedSchema = z.strictObject({
  kind: z.enum(contactKinds),
  bytes,
  /** SHA-256 of the certificate that it is to tell about. */
  about: sha256Schema,
  /** Of a question of OCSP; null: it is an older answer. */
  nonce: bytes.nullable(),
});

/** Revocations that the vault knows, which what is here now may not tell any more. */
export const knownSchema = z
  .array(revocationStatusSchema.omit({ state: true }).extend({ knownAt: z.string() }))
  .optional();
