// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/** Aborted by the timeout, and by the caller until sent. */
export interface UntilSent {
  readonly signal: AbortSignal;
  /** From here the answer carries the only copy of a key. Errors: `server-unreachable` if aborted. */
  letGo(): void;
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
