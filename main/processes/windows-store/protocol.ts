// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../../shared/schemas/certificate.ts';
import { errorBodySchema } from '../../../shared/ipc/envelope.ts';
import { certificateFieldsSchema } from '../certificate-fields-schema.ts';

/** What the child `windows-store` can be asked about CurrentUser\MY, and what it may answer; checked on both sides. */
const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);
const bySha256 = z.strictObject({ sha256: sha256Schema });

const listedSchema = z.strictObject({
  fields: certificateFieldsSchema,
  nickname: z.string().nullable(),
  hasKey: z.boolean(),
  /** Name of the key's provider as its property has it; null: the certificate names no key. */
  provider: z.string().nullable(),
  hardware: z.string().nullable(),
});

export const windowsStoreOperations = {
  list: {
    input: z.strictObject({}),
    output: z.strictObject({
      certificates: z.array(listedSchema),
      /** Certificates that the reader refuses: left out above. */
      unreadable: z.number().int(),
      /** Browsers that read the store and run now, by our names for them. */
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

export type WindowsStoreOperation = keyof typeof windowsStoreOperations;
export type WindowsStoreInput<O extends WindowsStoreOperation> = z.infer<(typeof windowsStoreOperations)[O]['input']>;
export type WindowsStoreOutput<O extends WindowsStoreOperation> = z.infer<(typeof windowsStoreOperations)[O]['output']>;

export const windowsStoreRequestSchema = z.strictObject({
  operation: z.enum(Object.keys(windowsStoreOperations) as [WindowsStoreOperation, ...WindowsStoreOperation[]]),
  input: z.unknown(),
});

export const windowsStoreReplySchema = z.union([
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: errorBodySchema }),
]);
