// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';

/** Local zone, as ISO 8601 UTC: `2026-02-28` is valid to midnight. Errors: `invalid-input` (no such day). */
export function endOfDay(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = new Date(year, month - 1, date);
  const exists = start.getFullYear() === year && start.getMonth() === month - 1 && start.getDate() === date;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !exists) throw new AppError('invalid-input', { field: 'lastDay' });
  // Days with clock changes are not 24 hours.
  return new Date(new Date(year, month - 1, date + 1).getTime() - 1).toISOString();
}
