// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Such as `2026-12`, in the local time zone. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const timelineMonthSchema = z.strictObject({
  month: monthSchema,
  certificates: z.number().int(),
  names: z.array(z.string()).max(3),
  /** When the first of the certificates expires. */
  firstEnd: z.string().nullable(),
});

export const timelineSchema = z.strictObject({
  expired: z.number().int(),
  months: z.array(timelineMonthSchema),
  later: z.number().int(),
});
export type Timeline = z.infer<typeof timelineSchema>;
