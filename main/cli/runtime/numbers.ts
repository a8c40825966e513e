// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Accepts 0 to 36,500. Errors: `usage` (`option`). */
export function parseDays(text: string, option: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 36_500) throw new AppError('usage', { option });
  return Number(text);
}

export function parseCount(text: string, option: string, max: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1 || Number(text) > max) throw new AppError('usage', { option });
  return Number(text);
}
