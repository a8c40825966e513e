// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { tickedSteps } from '../../domain/enrolment/guide-steps.ts';
import { diagnosisCodes } from '../../domain/imports/diagnosis-codes.ts';
import { sha256Schema } from '../certificates/certificate.ts';
import { fileKindSchema } from '../certificates/inspection.ts';

export const webEnrolmentPurposes = ['apply', 'renew', 'replace'] as const;
export const webEnrolmentPurposeSchema = z.enum(webEnrolmentPurposes);
export type WebEnrolmentPurpose = z.infer<typeof webEnrolmentPurposeSchema>;

export const arrivedFileSchema = z.strictObject({
  fileId: z.uuid(),
  /** Identity numbers are masked. */
  fileName: z.string(),
  bytes: z.number().int(),
  kind: fileKindSchema,
  state: z.enum(['ready', 'needs-password', 'not-read']),
  diagnosis: z.enum(diagnosisCodes).nullable(),
  foundAt: z.string(),
});
export type ArrivedFile = z.infer<typeof arrivedFileSchema>;

export const tickedStepSchema = z.enum(tickedSteps);
export const stepTimesSchema = z.partialRecord(tickedStepSchema, z.iso.datetime());
export type StepTimes = z.infer<typeof stepTimesSchema>;

export const webEnrolmentSchema = z.strictObject({
  id: z.uuid(),
  profile: z.strictObject({ name: z.string(), host: z.string() }),
  purpose: webEnrolmentPurposeSchema,
  renews: sha256Schema.nullable(),
  folder: z.strictObject({ displayPath: z.string(), isThere: z.boolean() }).nullable(),
  startedAt: z.string(),
  files: z.array(arrivedFileSchema),
  steps: stepTimesSchema,
});
export type WebEnrolment = z.infer<typeof webEnrolmentSchema>;

export const endedWebEnrolmentSchema = webEnrolmentSchema.extend({
  certificate: sha256Schema,
  /** Null if the profile is unconfirmed or has no CA. */
  leadsToAuthority: z.boolean().nullable(),
  /** The renewed certificate's key is on a USB key. */
  oldKeyOnToken: z.boolean(),
});
export type EndedWebEnrolment = z.infer<typeof endedWebEnrolmentSchema>;

/** `certificate` is null unless one was imported. */
export const guidedEnrolmentSchema = webEnrolmentSchema.extend({
  certificate: sha256Schema.nullable(),
  /** ISO 8601 UTC, or null if pending. */
  endedAt: z.string().nullable(),
});
export type GuidedEnrolment = z.infer<typeof guidedEnrolmentSchema>;
