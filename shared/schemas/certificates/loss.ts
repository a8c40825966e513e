// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { lossKinds } from '../../domain/certificates/certificate-states.ts';

export const lossKindSchema = z.enum(lossKinds);
export type LossKind = z.infer<typeof lossKindSchema>;

export const lossSteps = ['looked', 'notified', 'replaced', 'cleaned'] as const;
export const lossStepSchema = z.enum(lossSteps);
export type LossStep = z.infer<typeof lossStepSchema>;

export const lossSchema = z.strictObject({
  kind: lossKindSchema,
  /** ISO 8601 UTC. */
  reportedAt: z.string(),
  done: z.array(lossStepSchema),
  /** True once a replacement arrives or the user marks the certificate as replaced. */
  replaced: z.boolean(),
});
export type Loss = z.infer<typeof lossSchema>;
