import { z } from 'zod';

/** One bar of the expiry timeline (L04). */
export const timelineMonthSchema = z.strictObject({
  /** `2026-12`, in the computer's own time zone: the month that a deadline is read in. */
  month: z.string().regex(/^\d{4}-\d{2}$/),
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
