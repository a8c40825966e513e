// SPDX-License-Identifier: Apache-2.0
import type { StoreReadings } from './store-readings.ts';

export interface StoreWatch {
  listen(listener: () => void): void;
  tell(): void;
  stop(): void;
}

const intervalMs = 1500;

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
      await readings.current();
      tell();
    } catch {
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
