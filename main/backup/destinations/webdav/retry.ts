// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { faultOf } from './server-errors.ts';

export interface RetryRule {
  readonly attempts: number;
  readonly firstDelayMs: number;
}

const maxAttempts = 50;

/**
 * `advanced` resets the count of consecutive failures, but not `failedBefore`. Errors: those of server-errors.ts,
 * `cancelled`. Unknown errors pass unchanged.
 */
export async function withRetry<T>(
  { attempts, firstDelayMs }: RetryRule,
  signal: AbortSignal | undefined,
  work: (turn: { readonly failedBefore: number; advanced(): void }) => Promise<T>,
): Promise<T> {
  let inRow = 0;
  for (let failedBefore = 0; ; failedBefore += 1) {
    if (signal?.aborted === true) throw new AppError('cancelled');
    try {
      return await work({
        failedBefore,
        advanced: () => {
          inRow = 0;
        },
      });
    } catch (thrown) {
      const { error, again } = faultOf(thrown, signal);
      inRow += 1;
      if (!again || inRow >= attempts || failedBefore + 1 >= maxAttempts) throw error;
      await setTimeout(firstDelayMs * 2 ** (inRow - 1), undefined, { ...(signal && { signal }) }).catch(
        () => undefined,
      );
    }
  }
}
