// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const maxDays = 36_500;

/** Errors: `usage` (`option`, `argument`: the range). */
export function parseDays(text: string, option: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > maxDays) {
    throw new AppError('usage', { option, argument: `0-${maxDays}` });
  }
  return Number(text);
}

export function parseCount(text: string, option: string, max: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1 || Number(text) > max) {
    throw new AppError('usage', { option, argument: `1-${max}` });
  }
  return Number(text);
}
