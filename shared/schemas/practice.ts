// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certificateSummarySchema } from './certificates/certificate.ts';

/**
 * In this order. `install` needs a store separate from the user's own (Linux with NSS). `empty` clears the practice
 * vault. `wait` moves the practice clock forward.
 */
export const practiceSteps = ['apply', 'install', 'backup', 'empty', 'restore', 'wait', 'renew', 'lose'] as const;
export const practiceStepSchema = z.enum(practiceSteps);
export type PracticeStep = z.infer<typeof practiceStepSchema>;

export const practiceSchema = z.strictObject({
  steps: z.array(practiceStepSchema),
  done: z.number().int(),
  /** Null before issuance or if not in the vault. */
  certificate: certificateSummarySchema.nullable(),
  /** The previous certificate, once renewed or replaced. */
  former: certificateSummarySchema.nullable(),
  /** ISO 8601 UTC on the practice clock. */
  now: z.string(),
  isInstalled: z.boolean(),
});
export type Practice = z.infer<typeof practiceSchema>;
