// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/app-error.ts';

/** What may end a message: the time at any moment, whoever asked until it goes out. */
export interface UntilSent {
  readonly signal: AbortSignal;
  /** It goes out now: what is answered has a key in it that is nowhere else. Errors: `server-unreachable`, when it ended before. */
  letGo(): void;
  /** It is over: nobody is listened to any more. */
  forget(): void;
}

export function untilSent(timeout: AbortSignal, given: AbortSignal | undefined): UntilSent {
  const mayEnd = new AbortController();
  const onAbort = (): void => mayEnd.abort();
  if (given?.aborted) onAbort();
  given?.addEventListener('abort', onAbort, { once: true });
  const signal = AbortSignal.any([timeout, mayEnd.signal]);
  const forget = (): void => given?.removeEventListener('abort', onAbort);
  return {
    signal,
    forget,
    letGo() {
      forget();
      if (signal.aborted) throw new AppError('server-unreachable', { reason: 'ETIMEDOUT' });
    },
  };
}
