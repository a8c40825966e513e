// SPDX-License-Identifier: Apache-2.0
import { dayMs } from '../certificates/certificate-status.ts';

/** Banks change their pages: what a CA guide says counts for this long. */
export const guideDays = 180;

/**
 * A guide's facts count from the day its author took them from the source, or from the day a person compared them.
 * `checkedOn`: `YYYY-MM-DD`; undefined: it says nothing that goes out of date. `comparedAt`: ISO 8601; null: never.
 * `now`: milliseconds.
 */
export function isOutOfDate(checkedOn: string | undefined, comparedAt: string | null, now: number): boolean {
  if (checkedOn === undefined) return false;
  const from = Math.max(Date.parse(checkedOn), comparedAt === null ? 0 : Date.parse(comparedAt));
  return now - from > guideDays * dayMs;
}
