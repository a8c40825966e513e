// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/**
 * What happened to a certificate (E08). `lost`: its owner cannot get at the key, and nobody else can either. `stolen`:
 * somebody else has it. `key-exposed`: somebody may have seen or copied the key or its password.
 */
export const lossKinds = ['lost', 'stolen', 'key-exposed'] as const;
export const lossKindSchema = z.enum(lossKinds);
export type LossKind = z.infer<typeof lossKindSchema>;

/** What a person ticks off, since nothing on this computer can tell it. */
export const lossSteps = ['looked', 'told', 'replaced', 'cleaned'] as const;
export const lossStepSchema = z.enum(lossSteps);
export type LossStep = z.infer<typeof lossStepSchema>;

/** A certificate that was reported lost or stolen; nothing here says that its authority knows of it. */
export const lossSchema = z.strictObject({
  kind: lossKindSchema,
  /** ISO 8601 UTC. */
  reportedAt: z.string(),
  done: z.array(lossStepSchema),
  /** Another one took its place: a request for it ended, or a person ticked it. */
  replaced: z.boolean(),
});
export type Loss = z.infer<typeof lossSchema>;
