// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../shared/domain/errors/app-error.ts';
import type { RefusedPlace } from '../../shared/domain/errors/refused-place.ts';

export function refusal(reason: RefusedPlace): AppError {
  return new AppError('destination-refused', { reason });
}

/** Maps file system errors. Returns others unchanged. */
export function asDestinationError(error: unknown): unknown {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (error instanceof AppError || typeof code !== 'string' || syscall === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { cause: code }, { cause: error });
  return new AppError('destination-unwritable', { cause: code }, { cause: error });
}
