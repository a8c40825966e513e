// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { waitsForPerson } from './ask-again-at.ts';

export function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled');
}

/** False for errors that the user must see, such as the loss of a CA-made key. */
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
