// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { lossKinds, maxLossReference } from '../../domain/certificates/certificate-states.ts';
import { phoneSchema } from '../enrolment/profile-text.ts';

export const lossKindSchema = z.enum(lossKinds);
export type LossKind = z.infer<typeof lossKindSchema>;

/** `confirmed`: the CA told the user that the certificate is revoked. Unticking `notified` unticks it too. */
export const lossSteps = ['looked', 'notified', 'confirmed', 'replaced', 'cleaned'] as const;
export const lossStepSchema = z.enum(lossSteps);
export type LossStep = z.infer<typeof lossStepSchema>;

export const lossReferenceSchema = z.string().min(1).max(maxLossReference);

export const lossSchema = z.strictObject({
  kind: lossKindSchema,
  reportedAt: z.string(),
  done: z.array(lossStepSchema),
  /** When `notified` was ticked, ISO 8601 UTC. Unknown for older reports. */
  notifiedAt: z.iso.datetime().optional(),
  /** When `confirmed` was ticked, ISO 8601 UTC. */
  confirmedAt: z.iso.datetime().optional(),
  /** What the CA gave for the report, for example 受理编号. Kept if `notified` is unticked. */
  reference: lossReferenceSchema.optional(),
  /** The CA's phone, for a CA without a profile. A profile's phone takes precedence. */
  phone: phoneSchema.optional(),
  /** True once a replacement arrives or the user marks the certificate as replaced. */
  replaced: z.boolean(),
});
export type Loss = z.infer<typeof lossSchema>;
