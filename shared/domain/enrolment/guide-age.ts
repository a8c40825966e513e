// SPDX-License-Identifier: Apache-2.0
import { dayMs } from '../certificates/certificate-status.ts';

/** Banks change their pages, so a CA guide's facts expire. */
export const guideDays = 180;

/**
 * A fact's age counts from the later of the author's check and the user's own comparison. `checkedOn` is `YYYY-MM-DD`,
 * or undefined if nothing expires. `comparedAt` is ISO 8601, or null if never compared. `now` is in ms.
 */
export function isOutOfDate(checkedOn: string | undefined, comparedAt: string | null, now: number): boolean {
  if (checkedOn === undefined) return false;
  const from = Math.max(Date.parse(checkedOn), comparedAt === null ? 0 : Date.parse(comparedAt));
  return now - from > guideDays * dayMs;
}
