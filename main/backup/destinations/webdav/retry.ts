// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../../shared/domain/app-error.ts';
import { faultOf } from './server-errors.ts';

export interface RetryRule {
  /** In a row, the first one included. */
  readonly attempts: number;
  /** Before the second one (ms); each next one waits twice as long. */
  readonly firstDelayMs: number;
}

/** Even where every attempt gets a little further, there are no more. */
const maxAttempts = 50;

/**
 * Does something again while the connection breaks or the server fails for a moment. `work` is given how often it failed
 * so, and may call `advanced` when it got further than before: then the count starts anew. Throws AppErrors as
 * `server-errors.ts` names them, `cancelled`, and what is no fault of a server as it is.
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
