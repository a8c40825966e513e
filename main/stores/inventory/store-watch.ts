// SPDX-License-Identifier: Apache-2.0
import type { StoreReadings } from './store-readings.ts';

export interface StoreWatch {
  listen(listener: () => void): void;
  /** Tells at once: a change of our own. */
  tell(): void;
  stop(): void;
}

/** A few `stat` calls each time; a person who installs in the browser sees it here at once. */
const intervalMs = 1500;

/** Tells when a store's files changed, while somebody listens. Does not keep the process alive. */
export function createStoreWatch(readings: StoreReadings, everyMs = intervalMs): StoreWatch {
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | null = null;
  let looking = false;
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      if (!(await readings.changedSince())) return;
      // Read before it is told: who asks then is answered at once, and the change is told once.
      await readings.current();
      tell();
    } catch {
      // Nobody waits; what is wrong is told where somebody looks.
    } finally {
      looking = false;
    }
  }
  return {
    listen(listener) {
      listeners.add(listener);
      timer ??= setInterval(() => void look(), everyMs).unref();
    },
    tell,
    stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      listeners.clear();
    },
  };
}
