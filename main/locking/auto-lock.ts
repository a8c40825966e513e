// SPDX-License-Identifier: Apache-2.0
import type { Presence } from '../hosts/presence.ts';
import type { LockOutcome } from './lock-if-open.ts';

/** Why the vault was locked without the person at the window asking for it. */
export type LockReason = 'idle' | 'away' | 'asked';

export interface AutoLockOptions {
  readonly presence: Presence;
  /** `never`: the vault stays open while nobody is there; a sleep still locks it. */
  limitMinutes(): number | 'never';
  /** A long operation is under way: somebody waits for it, and it may hold a key. */
  isBusy(): boolean;
  /** Ends what is under way: nothing goes on with a key while the computer sleeps or somebody else sits there. */
  cancelAll(): void;
  lock(): Promise<LockOutcome>;
  /** To the window: secrets on the screen are taken off it. */
  locked(reason: LockReason): void;
  every(ms: number, tick: () => void): void;
}

export interface AutoLock {
  /** Before every message is answered: none that waited through a sleep finds an open vault. */
  check(): Promise<void>;
  /** `certsteward vault lock` asks a running app. */
  lockNow(): Promise<LockOutcome>;
}

export const checkMs = 5_000;

/**
 * K03: locks on idle and on sleep. An operation under way keeps the vault open past the limit and is locked behind at
 * its end; a sleep cancels it, since its end may be hours away and in front of somebody else.
 */
export function createAutoLock(options: AutoLockOptions): AutoLock {
  const { presence } = options;

  /** The latest lock, awaited by `check`: a message answered before it is done would find the vault open. */
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
