// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/** Returns an AppError's code and any PKCS#11 return value. Rethrows anything else. */
export function refusalOf(error: unknown): string {
  if (!(error instanceof AppError)) throw error;
  const { rv } = error.details;
  return typeof rv === 'string' ? `${error.code} ${rv}` : error.code;
}
