import type { SlotReport } from '../module-port.ts';
import type { ModuleProcess } from './module-process.ts';

type Listener = (slots: readonly SlotReport[]) => void;

export interface SlotWatch {
  watch(listener: Listener): () => void;
  /** Looks at once, and again if it had given up on a module that rests. */
  wake(): void;
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
  let looking = false;

  function tell(slots: readonly SlotReport[]): void {
    const text = JSON.stringify(slots);
    if (text === last?.text) return;
    last = { text, slots };
    for (const listener of listeners) listener(slots);
  }

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    clearTimeout(timer);
    try {
      const slots = await module.run('changedSlots', {});
      if (slots !== null && listeners.size > 0) tell(slots);
    } catch {
      // Told as a fault, or asked for by the next call.
    } finally {
      looking = false;
      if (listeners.size > 0 && !module.resting) timer = setTimeout(() => void look(), everyMs);
    }
  }

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
    wake: () => {
      if (listeners.size > 0) void look();
    },
    stop: () => {
      listeners.clear();
      clearTimeout(timer);
    },
  };
}
