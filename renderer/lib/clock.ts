// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';

/** Short enough, because countdowns show whole minutes. */
const tickMs = 10_000;
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

/** Also calls the listener when the window's visibility changes. */
export function onTick(listener: (now: number) => void): () => void {
  return subscribe(() => listener(now));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) {
    now = Date.now();
    timer = setInterval(tick, tickMs);
    // Otherwise an outdated time would remain until the next tick.
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

/** Returns ms since the epoch. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
