// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { sha256Schema } from '../../shared/schemas/certificates/certificate.ts';
import { manifestSchema } from '../backup/container/manifest.ts';
import { certificateRecordSchema, keyRecordSchema, watchedRecordSchema } from '../backup/container/records.ts';
import { profileRecordSchema, requestRecordSchema } from '../vault/merge/enrolment-records.ts';
import { anchorLineSchema, lossLineSchema, webEnrolmentLineSchema } from '../vault/merge/portable-records.ts';
import { certificateFieldsSchema } from './certificate-fields-schema.ts';

const bytes = z.instanceof(Uint8Array<ArrayBufferLike>);

export const portableRecords = {
  anchors: z.array(anchorLineSchema),
  losses: z.array(lossLineSchema),
  webEnrolments: z.array(webEnrolmentLineSchema),
};

const backupSecretSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['passphrase', 'recovery-code']), secret: z.string() }),
  z.strictObject({ kind: z.literal('identity'), identity: bytes }),
]);
const stretchedSchema = z.strictObject({ salt: z.string(), workFactor: z.number().int(), key: bytes });

export const backupOperations = {
  prepareRehearsal: { input: z.strictObject({}), output: z.strictObject({}) },
  rehearseBackup: {
    input: z.strictObject({
      path: z.string(),
      secret: backupSecretSchema,
      stretched: stretchedSchema.nullable(),
    }),
    output: z.strictObject({
      manifest: manifestSchema,
      sha256: sha256Schema,
      signed: z.number().int().nonnegative(),
      untested: z.number().int().nonnegative(),
    }),
  },
  readBackup: {
    input: z.strictObject({ path: z.string(), secret: backupSecretSchema, withKeys: z.boolean() }),
    output: z.strictObject({
      manifest: manifestSchema,
      sha256: sha256Schema,
      bytes: z.number().int().nonnegative(),
      certificates: z.array(
        z.strictObject({
          ...certificateRecordSchema.omit({ type: true, sha256: true }).shape,
          der: bytes,
          fields: certificateFieldsSchema,
        }),
      ),
      keys: z.array(z.strictObject({ ...keyRecordSchema.omit({ type: true }).shape, pkcs8: bytes })),
      watched: z.array(watchedRecordSchema),
      profiles: z.array(profileRecordSchema),
      requests: z.array(requestRecordSchema),
      ...portableRecords,
    }),
  },
};
