// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** A month in the computer's own time zone: the month that a deadline is read in. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** One bar of the expiry timeline (L04). */
export const timelineMonthSchema = z.strictObject({
  month: monthSchema,
  certificates: z.number().int(),
  /** Of those that expire first, for the hint; identity numbers masked. */
  names: z.array(z.string()).max(3),
});

export const timelineSchema = z.strictObject({
  /** Already over, and nothing took their place. */
  expired: z.number().int(),
  /** This month first, none left out. */
  months: z.array(timelineMonthSchema),
  /** After the last month. */
  later: z.number().int(),
});
export type Timeline = z.infer<typeof timelineSchema>;
