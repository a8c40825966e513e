// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { sha256Schema } from '../../../shared/schemas/certificates/certificate.ts';
import {
  lossKindSchema,
  lossReferenceSchema,
  lossStepSchema,
  lossSteps,
} from '../../../shared/schemas/certificates/loss.ts';
import { phoneSchema } from '../../../shared/schemas/enrolment/profile-text.ts';
import { stepTimesSchema, webEnrolmentPurposeSchema } from '../../../shared/schemas/enrolment/web-enrolment.ts';
import { readCertificateFields } from '../../x509/certificate/read-certificate-fields.ts';
import { anchorRows } from '../store/rows/anchor-rows.ts';
import { lossRows } from '../store/rows/loss-rows.ts';
import { keptWebEnrolments } from '../store/rows/web-enrolment-rows.ts';

const time = z.iso.datetime();

// Record schemas: docs/formats.md, "Records".

/** Omits the confirmation, which is valid only under one vault's seal (decision 0017). */
export const anchorLineSchema = z.strictObject({
  sha256: sha256Schema,
  /** DER, base64. */
  der: z.base64().max(88 * 1024),
  addedAt: time,
});
export type AnchorLine = z.infer<typeof anchorLineSchema>;

export const lossLineSchema = z.strictObject({
  sha256: sha256Schema,
  kind: lossKindSchema,
  reportedAt: time,
  done: z.array(lossStepSchema).max(lossSteps.length),
  notifiedAt: time.optional(),
  confirmedAt: time.optional(),
  reference: lossReferenceSchema.optional(),
  phone: phoneSchema.optional(),
});
export type LossLine = z.infer<typeof lossLineSchema>;

export const webEnrolmentLineSchema = z.strictObject({
  id: z.uuid(),
  profileName: z.string().max(100),
  profileHost: z.string().max(253),
  purpose: webEnrolmentPurposeSchema,
  renews: sha256Schema.nullable(),
  startedAt: time,
  certificate: sha256Schema.nullable(),
  endedAt: time.nullable(),
  steps: stepTimesSchema,
});
export type WebEnrolmentLine = z.infer<typeof webEnrolmentLineSchema>;

export interface PortableRecords {
  readonly anchors: readonly AnchorLine[];
  readonly losses: readonly LossLine[];
  readonly webEnrolments: readonly WebEnrolmentLine[];
}

/** For foreign records, call only in a child process. */
export function isSoundAnchor({ sha256, der }: AnchorLine): boolean {
  const bytes = Buffer.from(der, 'base64');
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) return false;
  try {
    readCertificateFields(new Uint8Array(bytes));
    return true;
  } catch {
    return false;
  }
}

export function isSoundWebEnrolment({ certificate, endedAt }: WebEnrolmentLine): boolean {
  return (certificate === null) === (endedAt === null);
}

export function readPortableRecords(database: DatabaseSync, limit = -1): PortableRecords {
  const anchors = anchorRows(database, limit).map(({ sha256, der, addedAt }) => ({
    sha256,
    der: Buffer.from(der).toString('base64'),
    addedAt,
  }));
  const losses = Array.from(lossRows(database, limit), ([sha256, { replaced: _replaced, ...loss }]) => ({
    sha256,
    ...loss,
  }));
  const webEnrolments = keptWebEnrolments(database, limit);
  return {
    anchors: anchors.filter((line) => anchorLineSchema.safeParse(line).success && isSoundAnchor(line)),
    losses: losses.filter((line) => lossLineSchema.safeParse(line).success),
    webEnrolments: webEnrolments.filter(
      (line) => webEnrolmentLineSchema.safeParse(line).success && isSoundWebEnrolment(line),
    ),
  };
}
