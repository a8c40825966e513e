// SPDX-License-Identifier: Apache-2.0
import type { Presence } from '../presence.ts';

/** Injected, so that tests need not sleep. */
export interface PresenceClocks {
  /** Milliseconds; stands still while the computer sleeps on Linux and macOS, goes on elsewhere. */
  monotonic(): number;
  /** Milliseconds since the epoch; goes on while the computer sleeps. */
  wall(): number;
  /** Calls every so often, and without keeping the process alive. */
  every(ms: number, tick: () => void): void;
}

export const tickMs = 5_000;

/** So long from one tick to the next, by either clock, means that nobody was served meanwhile: a sleep, a stop. */
export const sleepGapMs = 30_000;

/**
 * Presence for a host that the desktop tells nothing: use is what the page reports, and a sleep is seen by the clocks.
 * A wall clock that somebody sets forward by more than half a minute counts as a sleep, too: it locks once too often.
 */
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

/** The clocks of this process. SIGCONT: a stopped process looks at them before anything else happens. */
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
