// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import { profileRecordSchema, requestRecordSchema } from '../../vault/merge/enrolment-records.ts';
import { statementShape } from '../../vault/merge/merge-descriptions.ts';
import { anchorLineSchema, lossLineSchema, webEnrolmentLineSchema } from '../../vault/merge/portable-records.ts';
import { keyMakerSchema, originSchema, sha256Schema } from '../../../shared/schemas/certificates/certificate.ts';

const time = z.iso.datetime();

export const certificateRecordSchema = z.strictObject({
  type: z.literal('certificate'),
  sha256: sha256Schema,
  /** SPKI hash. Null if the key isn't in the backup. */
  key: sha256Schema.nullable(),
  addedAt: time,
  friendlyName: z.string().max(1024).nullable(),
  label: z.string().max(annotationLimits.label).nullable(),
  place: z.string().max(annotationLimits.place).nullable(),
  note: z.string().max(annotationLimits.note).nullable(),
  tags: z.array(z.string().max(annotationLimits.tag)).max(annotationLimits.tags),
  /** Oldest first. */
  origins: z.array(originSchema).max(10_000),
  installedIn: z.array(z.string().min(1).max(4096)).max(100),
  ...statementShape,
});
export type CertificateRecord = z.infer<typeof certificateRecordSchema>;

export const keyRecordSchema = z.strictObject({
  type: z.literal('key'),
  spkiSha256: sha256Schema,
  algorithm: z.string().max(64),
  addedAt: time,
  madeBy: keyMakerSchema.nullable(),
});
export type KeyRecord = z.infer<typeof keyRecordSchema>;

const watched = { type: z.literal('watched'), id: z.uuid(), createdAt: time };
export const watchedRecordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...watched, kind: z.literal('certificate'), sha256: sha256Schema }),
  z.strictObject({
    ...watched,
    kind: z.literal('entry'),
    name: z.string().min(1).max(annotationLimits.label),
    notAfter: time,
    place: z.string().max(annotationLimits.place).nullable(),
  }),
]);
export type WatchedRecord = z.infer<typeof watchedRecordSchema>;

const profileLineSchema = profileRecordSchema.extend({ type: z.literal('profile') });
const requestLineSchema = requestRecordSchema.extend({ type: z.literal('request') });

const anchorRecordLineSchema = anchorLineSchema.extend({ type: z.literal('anchor') });
const lossRecordLineSchema = lossLineSchema.extend({ type: z.literal('loss') });
const webEnrolmentRecordLineSchema = webEnrolmentLineSchema.extend({ type: z.literal('webEnrolment') });

export const metadataRecordSchema = z.union([
  certificateRecordSchema,
  keyRecordSchema,
  watchedRecordSchema,
  profileLineSchema,
  requestLineSchema,
  anchorRecordLineSchema,
  lossRecordLineSchema,
  webEnrolmentRecordLineSchema,
]);
export type MetadataRecord = z.infer<typeof metadataRecordSchema>;

export const historyRecordSchema = z.strictObject({
  seq: z.number().int().positive(),
  at: z.string().max(64),
  event: z.string().max(64),
  detail: z.string().max(16_384),
  previous: z.string().max(64),
  hash: z.string().max(64),
});
export type HistoryRecord = z.infer<typeof historyRecordSchema>;

export function encodeLines(records: readonly unknown[]): Uint8Array {
  return Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''), 'utf8');
}
