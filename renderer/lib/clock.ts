// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/** Countdowns speak of minutes at the finest, so a tick every ten seconds keeps them right. */
const tickMs = 10_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** Calls every so often, and when the window is seen again. Returns what ends it. */
export function onTick(listener: (now: number) => void): () => void {
  return subscribe(() => listener(now));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, tickMs);
    // A laptop that slept must not show yesterday's number until the next tick.
    document.addEventListener('visibilitychange', tick);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    document.removeEventListener('visibilitychange', tick);
  };
}

/** Milliseconds since the epoch, live: a component that reads it renders again as time passes. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
