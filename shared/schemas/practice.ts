// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { certificateSummarySchema } from './certificates/certificate.ts';

/**
 * In this order. `install`: only where a store can be had apart from the person's own (Linux with NSS). `empty`: nothing is
 * left in its vault. `wait`: its clock is put forward.
 */
export const practiceSteps = ['apply', 'install', 'backup', 'empty', 'restore', 'wait', 'renew', 'lose'] as const;
export const practiceStepSchema = z.enum(practiceSteps);
export type PracticeStep = z.infer<typeof practiceStepSchema>;

/** Real operations on a vault, CA and browser profile that exist only for the practice. */
export const practiceSchema = z.strictObject({
  steps: z.array(practiceStepSchema),
  /** The first ones of `steps`. */
  done: z.number().int(),
  /** The current one; null: not issued yet, or not in the vault. */
  certificate: certificateSummarySchema.nullable(),
  /** Its predecessor, once renewed or replaced. */
  former: certificateSummarySchema.nullable(),
  /** ISO 8601 UTC, by the practice's clock. */
  now: z.string(),
  isInstalled: z.boolean(),
});
export type Practice = z.infer<typeof practiceSchema>;
