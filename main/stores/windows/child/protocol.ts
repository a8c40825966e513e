// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { InputOf, OutputOf } from '../../../children/define-child.ts';
import { sha256Schema } from '../../../../shared/schemas/certificates/certificate.ts';
import { certificateFieldsSchema } from '../../../parser/certificate-fields-schema.ts';

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);
const bySha256 = z.strictObject({ sha256: sha256Schema });

const listedSchema = z.strictObject({
  fields: certificateFieldsSchema,
  nickname: z.string().nullable(),
  hasKey: z.boolean(),
  provider: z.string().nullable(),
  hardware: z.string().nullable(),
});

export const windowsStoreOperations = {
  list: {
    input: z.strictObject({}),
    output: z.strictObject({
      certificates: z.array(listedSchema),
      unreadable: z.number().int(),
      running: z.array(z.string()),
    }),
  },
  read: { input: bySha256, output: z.strictObject({ der: bytes.nullable() }) },
  install: {
    input: z.strictObject({
      certificate: bytes,
      sha256: sha256Schema,
      issuers: z.array(bytes),
      pkcs8: bytes,
      nickname: z.string(),
    }),
    output: z.strictObject({}),
  },
  remove: { input: bySha256, output: z.strictObject({ keyRemoved: z.boolean() }) },
  removeOrphanKey: {
    input: z.strictObject({ spkiSha256: sha256Schema }),
    output: z.strictObject({ removed: z.boolean() }),
  },
  sign: {
    input: z.strictObject({ sha256: sha256Schema, challenge: bytes }),
    output: z.strictObject({ signature: bytes, algorithm: z.enum(['rsa-pkcs1-sha256', 'ecdsa-sha256']) }),
  },
  exportKey: { input: bySha256, output: z.strictObject({ pkcs8: bytes }) },
} as const;

export type WindowsStoreInput<O extends keyof typeof windowsStoreOperations> = InputOf<
  typeof windowsStoreOperations,
  O
>;
export type WindowsStoreOutput<O extends keyof typeof windowsStoreOperations> = OutputOf<
  typeof windowsStoreOperations,
  O
>;
