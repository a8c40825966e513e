// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';

const quietMs = 500;
const patienceMs = 5000;
const lookMs = 100;

export interface IdleGate {
  asked(): void;
  idle(signal?: AbortSignal): Promise<void>;
}

interface Clock {
  now(): number;
  /** Doesn't keep the process alive. Rejects on abort. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

const runtimeClock: Clock = {
  now: () => performance.now(),
  wait: async (ms, signal) => setTimeout(ms, undefined, { ref: false, ...(signal && { signal }) }),
};

/** Delays background work that blocks the thread or disk: the page's requests come first. */
export function createIdleGate({ now, wait }: Clock = runtimeClock): IdleGate {
  // A new window is about to send requests.
  let askedAt = now();
  return {
    asked() {
      askedAt = now();
    },
    async idle(signal) {
      const giveUpAt = now() + patienceMs;
      while (now() - askedAt < quietMs && now() < giveUpAt) {
        await wait(lookMs, signal);
      }
    },
  };
}
