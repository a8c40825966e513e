// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { waitsForPerson } from './ask-again-at.ts';

/** Errors: `cancelled`. */
export function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled');
}

/** Errors that need a person are still reported: a CA-made key may be lost. */
export function isCancelled(error: unknown, signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true && !waitsForPerson(error);
}

export async function orCancelled<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isCancelled(error, signal)) throw new AppError('cancelled', {}, { cause: error });
    throw error;
  }
}
