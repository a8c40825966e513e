// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';

/** A pause between two letters is shorter. */
const quietMs = 500;
/** Whoever goes on and on must not keep waiting work from ever being done. */
const patienceMs = 5000;
const lookMs = 100;

export interface QuietMoment {
  /** The window asked for something. */
  asked(): void;
  /** Resolves once the window has asked for nothing for a moment, or has gone on for longer than can be waited. */
  come(signal?: AbortSignal): Promise<void>;
}

interface Clock {
  now(): number;
  /** Keeps no process alive; rejects once the signal says so. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

const runtimeClock: Clock = {
  now: () => performance.now(),
  wait: async (ms, signal) => setTimeout(ms, undefined, { ref: false, ...(signal && { signal }) }),
};

/** For work that holds the thread or the disk up and that nobody waits for: it must not stand before a letter typed. */
export function createQuietMoment({ now, wait }: Clock = runtimeClock): QuietMoment {
  // A window that opens is about to ask.
  let askedAt = now();
  return {
    asked() {
      askedAt = now();
    },
    async come(signal) {
      const giveUpAt = now() + patienceMs;
      while (now() - askedAt < quietMs && now() < giveUpAt) {
        await wait(lookMs, signal);
      }
    },
  };
}
