// SPDX-License-Identifier: Apache-2.0
import { dayMs } from '../certificates/certificate-status.ts';

/** Banks change their pages: a CA guide's facts expire after this. */
export const guideDays = 180;

/**
 * A guide's facts count from the day the author checked the source, or a person compared them. `checkedOn`:
 * `YYYY-MM-DD`; undefined: nothing that expires. `comparedAt`: ISO 8601; null: never. `now`: milliseconds.
 */
export function isOutOfDate(checkedOn: string | undefined, comparedAt: string | null, now: number): boolean {
  if (checkedOn === undefined) return false;
  const from = Math.max(Date.parse(checkedOn), comparedAt === null ? 0 : Date.parse(comparedAt));
  return now - from > guideDays * dayMs;
}
