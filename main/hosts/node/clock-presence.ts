// SPDX-License-Identifier: Apache-2.0
import type { Presence } from '../presence.ts';

export interface PresenceClocks {
  /** In milliseconds. Stops during sleep on Linux. */
  monotonic(): number;
  /** In milliseconds since the epoch. */
  wall(): number;
  every(ms: number, tick: () => void): void;
}

export const tickMs = 5_000;

/** A longer gap means sleep or a stopped process. */
export const sleepGapMs = 30_000;

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

/** Also ticks when a stopped process continues (SIGCONT). */
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
