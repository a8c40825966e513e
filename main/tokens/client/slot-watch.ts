// SPDX-License-Identifier: Apache-2.0
import type { SlotReport } from '../module-port.ts';
import type { ModuleProcess } from './module-process.ts';

type Listener = (slots: readonly SlotReport[]) => void;

export interface SlotWatch {
  watch(listener: Listener): () => void;
  /** What was found otherwise than by watching: told to the listeners where it is news. */
  found(slots: readonly SlotReport[]): void;
  /** Looks at once, and again if it had given up on a module that rests. Settles when the listeners know. */
  lookNow(): Promise<void>;
  stop(): void;
}

/**
 * Polls the slots while somebody listens: C_WaitForSlotEvent is missing from most modules (measured: CKR 84), and
 * C_GetSlotList takes a few milliseconds. A fault is told elsewhere; the next look starts the module anew.
 */
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
      // A child tells changes only: whoever knows nothing yet wants all.
      const slots = await module.run(last === null ? 'slots' : 'changedSlots', {});
      if (slots !== null) found(slots);
    } catch {
      // Told as a fault, or asked for by the next call.
    } finally {
      looking = null;
      if (listeners.size > 0 && !module.resting) timer = setTimeout(() => void look(), everyMs);
    }
  }

  async function look(): Promise<void> {
    looking ??= lookOnce();
    await looking;
  }

  // What its tokens are now is known from the next process only, and is news even if it is the same.
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
      // One that goes on may have been asked before what the caller knows of.
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
