// SPDX-License-Identifier: Apache-2.0
import type { Presence } from '../hosts/presence.ts';
import type { LockOutcome } from './lock-if-open.ts';

export type LockReason = 'idle' | 'away' | 'asked';

export interface AutoLockOptions {
  readonly presence: Presence;
  /** `never`: sleep still locks. */
  limitMinutes(): number | 'never';
  /** A long operation, possibly holding a key. */
  isBusy(): boolean;
  /** On sleep, nothing may continue with a key. */
  cancelAll(): void;
  lock(): Promise<LockOutcome>;
  /** The window clears secrets. */
  locked(reason: LockReason): void;
  every(ms: number, tick: () => void): void;
}

export interface AutoLock {
  /** Before answering any message, so none sent during sleep finds an open vault. */
  check(): Promise<void>;
  /** For `certsteward vault lock`. */
  lockNow(): Promise<LockOutcome>;
}

export const checkMs = 5_000;

/**
 * K03: locks on idle and sleep. An operation delays the idle lock to its end; sleep cancels it, since someone else may
 * be present when it ends.
 */
export function createAutoLock(options: AutoLockOptions): AutoLock {
  const { presence } = options;

  /** Awaited by `check`, or a message could find the vault open. */
  let locking: Promise<unknown> = Promise.resolve();

  function lock(reason: LockReason): Promise<LockOutcome> {
    const turn = lockAndTell(reason);
    locking = turn.catch(() => undefined);
    return turn;
  }

  async function lockAndTell(reason: LockReason): Promise<LockOutcome> {
    const outcome = await options.lock();
    if (outcome === 'locked') options.locked(reason);
    return outcome;
  }

  function checkIdle(): void {
    const limit = options.limitMinutes();
    if (limit === 'never' || presence.idleMs() < limit * 60_000 || options.isBusy()) return;
    void lock('idle');
  }

  function leave(reason: 'away' | 'asked'): Promise<LockOutcome> {
    options.cancelAll();
    return lock(reason);
  }

  presence.onAway(() => void leave('away'));
  options.every(checkMs, checkIdle);
  return {
    async check() {
      presence.check();
      checkIdle();
      await locking;
    },
    lockNow: () => leave('asked'),
  };
}
