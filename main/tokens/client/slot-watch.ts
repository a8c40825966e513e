// SPDX-License-Identifier: Apache-2.0
import type { SlotReport } from '../module-port.ts';
import type { ModuleProcess } from './module-process.ts';

type Listener = (slots: readonly SlotReport[]) => void;

export interface SlotWatch {
  watch(listener: Listener): () => void;
  found(slots: readonly SlotReport[]): void;
  /** Also polls a broken module. */
  lookNow(): Promise<void>;
  stop(): void;
}

/** Polls, because most modules lack C_WaitForSlotEvent (measured). Restarts the module after a fault. */
export function createSlotWatch(module: ModuleProcess, everyMs: number): SlotWatch {
  const listeners = new Set<Listener>();
  let last: { readonly text: string; readonly slots: readonly SlotReport[] } | null = null;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  function found(slots: readonly SlotReport[]): void {
    if (listeners.size === 0) return;
    const text = JSON.stringify(slots);
    if (text === last?.text) return;
    last = { text, slots };
    for (const listener of listeners) listener(slots);
  }

  async function lookOnce(): Promise<void> {
    clearTimeout(timer);
    try {
      const slots = await module.run(last === null ? 'slots' : 'changedSlots', {});
      if (slots !== null) found(slots);
    } catch {
    } finally {
      looking = null;
      if (listeners.size > 0 && !module.resting) timer = setTimeout(() => void look(), everyMs);
    }
  }

  async function look(): Promise<void> {
    looking ??= lookOnce();
    await looking;
  }

  module.onFault(() => (last = null));

  return {
    watch: (listener) => {
      listeners.add(listener);
      if (last !== null) listener(last.slots);
      void look();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(timer);
        last = null;
      };
    },
    found,
    lookNow: async () => {
      if (listeners.size === 0) return;
      // A running poll may predate the caller's change.
      next ??= (looking ?? Promise.resolve()).then(async () => {
        next = null;
        await look();
      });
      await next;
    },
    stop: () => {
      listeners.clear();
      clearTimeout(timer);
    },
  };
}
