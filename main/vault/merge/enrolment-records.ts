// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import { caProfileSchema, maxProfileBytes, profileProtocols } from '../../../shared/schemas/enrolment/ca-profile.ts';
import { keyMakerSchema, sha256Schema } from '../../../shared/schemas/certificates/certificate.ts';
import { replyProblemSchema, requestPurposeSchema } from '../../../shared/schemas/enrolment/enrolment.ts';
import { readRequest } from '../../x509/requests/read-request.ts';
import type { ProfileRow } from '../store/rows/profile-rows.ts';
import { awaitsKey, type RequestRow } from '../store/rows/request-rows.ts';

const time = z.iso.datetime();

// Record schemas: docs/formats.md, "Records".

/** Omits the confirmation (decision 0017). */
export const profileRecordSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(100),
  host: z.string().min(1).max(253),
  content: z.string().max(maxProfileBytes),
  importedAt: time,
});
export type ProfileRecord = z.infer<typeof profileRecordSchema>;

export const requestRecordSchema = z.strictObject({
  id: z.uuid(),
  /** PKCS#10, DER, base64. */
  csr: z.base64().max(64 * 1024),
  spkiSha256: sha256Schema,
  profileName: z.string().max(100),
  profileProtocol: z.enum(profileProtocols),
  profileHost: z.string().max(253),
  token: z.string().max(200).nullable(),
  place: z.string().max(annotationLimits.place).nullable(),
  purpose: requestPurposeSchema,
  renews: sha256Schema.nullable(),
  keyMadeBy: keyMakerSchema.nullable(),
  lostAnswers: z.number().int().nonnegative(),
  keyAlgorithm: z.string().max(64).nullable(),
  /** PKCS#7, DER, base64. */
  answer: z
    .base64()
    .max(256 * 1024)
    .nullable(),
  state: z.enum(['pending', 'done']),
  certificate: sha256Schema.nullable(),
  problem: replyProblemSchema.nullable(),
  createdAt: time,
});
export type RequestRecord = z.infer<typeof requestRecordSchema>;

function profileRecord({ confirmedAt: _confirmedAt, ...row }: ProfileRow): ProfileRecord {
  return row;
}

function requestRecord({
  csr,
  answer,
  askAgainAt: _askAgainAt,
  cmpTransaction: _cmpTransaction,
  ...row
}: RequestRow): RequestRecord {
  const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  return { ...row, csr: text(csr), answer: answer && text(answer) } as RequestRecord;
}

export function requestRow({ csr, answer, ...record }: RequestRecord): RequestRow {
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
  return {
    ...record,
    askAgainAt: null,
    cmpTransaction: null,
    csr: bytes(csr),
    answer: answer === null ? null : bytes(answer),
  };
}

/** For foreign records, call only in a child process. */
export function isSoundProfile({ name, host, content }: ProfileRecord): boolean {
  try {
    const profile = caProfileSchema.parse(JSON.parse(content));
    return profile.name === name && new URL(profile.url).hostname === host;
  } catch {
    return false;
  }
}

/** Same restriction as `isSoundProfile`. The CSR must contain the recorded key, unless the CA's key has arrived. */
export function isSoundRequest(record: RequestRecord): boolean {
  if ((record.state === 'done') !== (record.certificate !== null)) return false;
  try {
    const { spki } = readRequest(requestRow(record).csr);
    if (record.keyMadeBy !== null && !awaitsKey(record)) return true;
    return createHash('sha256').update(spki).digest('hex') === record.spkiSha256;
  } catch {
    return false;
  }
}

export function soundProfiles(rows: readonly ProfileRow[]): ProfileRecord[] {
  return rows
    .map(profileRecord)
    .filter((record) => profileRecordSchema.safeParse(record).success && isSoundProfile(record));
}

export function soundRequests(rows: readonly RequestRow[]): RequestRecord[] {
  return rows
    .map(requestRecord)
    .filter((record) => requestRecordSchema.safeParse(record).success && isSoundRequest(record));
}
