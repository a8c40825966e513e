// SPDX-License-Identifier: Apache-2.0
import type { Presence } from '../presence.ts';

export interface PresenceClocks {
  /** Milliseconds; stops during sleep on Linux and macOS. */
  monotonic(): number;
  /** Milliseconds since the epoch. */
  wall(): number;
  /** Does not keep the process alive. */
  every(ms: number, tick: () => void): void;
}

export const tickMs = 5_000;

/** A longer gap means sleep or a stop. */
export const sleepGapMs = 30_000;

/** Activity: reported by the page; sleep: detected by the clocks. */
export function createClockPresence(clocks: PresenceClocks): Presence {
  const listeners: (() => void)[] = [];
  let lastUse = clocks.monotonic();
  let seen = { monotonic: clocks.monotonic(), wall: clocks.wall() };

  function check(): void {
    const now = { monotonic: clocks.monotonic(), wall: clocks.wall() };
    const gap = Math.max(now.monotonic - seen.monotonic, now.wall - seen.wall);
    seen = now;
    if (gap > sleepGapMs) for (const listener of listeners) listener();
  }

  clocks.every(tickMs, check);
  return {
    idleMs: () => clocks.monotonic() - lastUse,
    noteActivity() {
      lastUse = clocks.monotonic();
    },
    onAway: (listener) => void listeners.push(listener),
    check,
  };
}

/** After a stop, check the clocks first. */
export function processClocks(): PresenceClocks {
  return {
    monotonic: () => performance.now(),
    wall: () => Date.now(),
    every(ms, tick) {
      setInterval(tick, ms).unref();
      if (process.platform !== 'win32') process.on('SIGCONT', tick);
    },
  };
}
