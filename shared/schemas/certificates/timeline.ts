// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** Local time zone. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

export const timelineMonthSchema = z.strictObject({
  month: monthSchema,
  certificates: z.number().int(),
  /** Identity numbers masked. */
  names: z.array(z.string()).max(3),
});

export const timelineSchema = z.strictObject({
  /** Not superseded. */
  expired: z.number().int(),
  /** Without gaps. */
  months: z.array(timelineMonthSchema),
  later: z.number().int(),
});
export type Timeline = z.infer<typeof timelineSchema>;
