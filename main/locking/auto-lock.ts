// SPDX-License-Identifier: Apache-2.0
import type { Presence } from '../hosts/presence.ts';
import type { LockOutcome } from './lock-if-open.ts';

export type LockReason = 'idle' | 'away' | 'asked';

export interface AutoLockOptions {
  readonly presence: Presence;
  /** `never` disables only the idle lock. */
  limitMinutes(): number | 'never';
  /** True during a long operation, which may hold a key. */
  isBusy(): boolean;
  /** Called on `onAway` and `lockNow`: no operation may keep using a key. */
  cancelAll(): void;
  lock(): Promise<LockOutcome>;
  /** Makes the window clear secrets. */
  locked(reason: LockReason): void;
  every(ms: number, tick: () => void): void;
}

export interface AutoLock {
  /** Call before answering any message, so that none sent during sleep finds an open vault. */
  check(): Promise<void>;
  /** For `certsteward vault lock`. */
  lockNow(): Promise<LockOutcome>;
}

export const checkMs = 5_000;

/** Locks on idle and `onAway`. Operations delay the idle lock, but `onAway` cancels them. */
export function createAutoLock(options: AutoLockOptions): AutoLock {
  const { presence } = options;

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
