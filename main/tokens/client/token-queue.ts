// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';

export interface TokenQueue {
  /** Throws `cancelled` if aborted while waiting. `occupied` extends the turn until its promise settles. */
  run<T>(
    key: string,
    work: (occupied: (by: Promise<unknown>) => void) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T>;
}

export function createTokenQueue(): TokenQueue {
  const tails = new Map<string, Promise<unknown>>();

  return {
    run: async (key, work, signal) => {
      const turn = tails.get(key) ?? Promise.resolve();
      const { promise: over, resolve: leave } = Promise.withResolvers<void>();
      tails.set(key, over);
      const occupiers: Promise<unknown>[] = [];
      try {
        await waitFor(turn, signal);
        return await work((by) => void occupiers.push(by));
      } finally {
        void Promise.allSettled([turn, ...occupiers]).then(() => {
          leave();
          if (tails.get(key) === over) tails.delete(key);
        });
      }
    },
  };
}

async function waitFor(turn: Promise<unknown>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) {
    await turn;
    return;
  }
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => reject(new AppError('cancelled'));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([aborted, turn]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
