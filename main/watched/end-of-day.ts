// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';

/**
 * Returns the end of a local day in ISO 8601 UTC, since an entry for `2026-02-28` is valid until midnight. Errors:
 * `invalid-input` (no such day).
 */
export function endOfDay(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date);
  const exists = start.getFullYear() === year && start.getMonth() === month - 1 && start.getDate() === date;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !exists) throw new AppError('invalid-input', { field: 'lastDay' });
  // Days with clock changes don't have 24 hours.
  return new Date(new Date(year, month - 1, date + 1).getTime() - 1).toISOString();
}
