// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../../shared/schemas/certificates/certificate.ts';
import { certificateFieldsSchema } from '../../../parser/certificate-fields-schema.ts';

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);

/** `libraries` are paths of libsoftokn3.so, preferred first. */
const place = { folder: z.string(), libraries: z.array(z.string()), password: z.string().nullable() };

const lookSchema = z.strictObject({
  /** `unreadable` means the account lacks permission. */
  state: z.enum(['ready', 'absent', 'password-needed', 'locked', 'read-only', 'damaged', 'unreadable']),
  reason: z.string().nullable(),
  certificates: z.array(
    z.strictObject({ fields: certificateFieldsSchema, nickname: z.string().nullable(), hasKey: z.boolean() }),
  ),
});
export type NssLook = z.infer<typeof lookSchema>;

export const nssOperations = {
  look: { input: z.strictObject({ folder: z.string() }), output: lookSchema },
  read: { input: z.strictObject({ folder: z.string(), sha256: sha256Schema }), output: bytes.nullable() },
  install: {
    input: z.strictObject({
      ...place,
      certificate: bytes,
      issuers: z.array(bytes),
      pkcs8: bytes,
      nickname: z.string(),
    }),
    output: z.null(),
  },
  remove: {
    input: z.strictObject({ ...place, sha256: sha256Schema }),
    output: z.strictObject({ keyRemoved: z.boolean() }),
  },
  removeOrphanKey: {
    input: z.strictObject({ ...place, spkiSha256: sha256Schema }),
    output: z.strictObject({ removed: z.boolean() }),
  },
  sign: {
    input: z.strictObject({ ...place, sha256: sha256Schema, challenge: bytes }),
    output: z.strictObject({ signature: bytes, algorithm: z.enum(['rsa-pkcs1-sha256', 'ecdsa-sha256']) }),
  },
  exportKey: { input: z.strictObject({ ...place, sha256: sha256Schema }), output: bytes },
} as const;
