// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/app-error.ts';
import { waitsForPerson } from './ask-again-at.ts';

/** Before anything more is made or sent. Errors: `cancelled`. */
export function refuseGivenUp(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled');
}

/**
 * Whether an error is what giving up broke. What a person has to do something about is told all the same: a key of the authority may
 * be lost by then, or a certificate have come that was not taken.
 */
export function isGivenUp(error: unknown, signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true && !waitsForPerson(error);
}

/** Errors: `cancelled`, those of `work`. */
export async function orCancelled<T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isGivenUp(error, signal)) throw new AppError('cancelled', {}, { cause: error });
    throw error;
  }
}
