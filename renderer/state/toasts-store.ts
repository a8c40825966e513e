// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { type Text, wordsIn } from '../i18n/i18n.ts';

/** A function, so that visible toasts follow the language. */
export type Say = (t: Text['t']) => string;

export interface Toast {
  readonly id: number;
  readonly say: Say;
  /** Throws AppError if it can't undo. */
  readonly undo: (() => Promise<void>) | null;
  /** Ids. A newer toast about all of them replaces this one. */
  readonly about: readonly string[];
}

interface ToastsState {
  readonly toasts: readonly Toast[];
}

/** In ms. An undo must stay reachable by keyboard. */
export const stayMs = { plain: 6000, undo: 10_000 } as const;
let lastId = 0;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export const useToasts = create<ToastsState>()(() => ({ toasts: [] }));

/**
 * For success only. `say` and its closure live for seconds, so create it outside any scope that holds a secret.
 */
export function toast(say: Say, undo: Toast['undo'] = null, about: readonly string[] = []): void {
  lastId += 1;
  const added = { id: lastId, say, undo, about };
  const { toasts } = useToasts.getState();
  for (const { id } of toasts.filter((shown) => isReplaced(shown, added))) dismissToast(id);
  useToasts.setState((state) => ({ toasts: [...state.toasts.slice(-2), added] }));
  startClock(lastId);
}

function isReplaced(shown: Toast, added: Toast): boolean {
  const [before, now] = [shown, added].map(({ say }) => say(wordsIn('en')));
  const isRepeated = shown.undo === null && added.undo === null && before === now;
  return isRepeated || (shown.about.length > 0 && shown.about.every((id) => added.about.includes(id)));
}

function startClock(id: number): void {
  const shown = useToasts.getState().toasts.find((each) => each.id === id);
  if (shown === undefined) return;
  clearTimeout(timers.get(id));
  timers.set(
    id,
    setTimeout(() => dismissToast(id), shown.undo === null ? stayMs.plain : stayMs.undo),
  );
}

/** Pauses the timers while the pointer or focus is on a toast. */
export function holdToasts(hold: boolean): void {
  for (const { id } of useToasts.getState().toasts) {
    if (hold) clearTimeout(timers.get(id));
    else startClock(id);
  }
}

export function dismissToast(id: number): void {
  clearTimeout(timers.get(id));
  timers.delete(id);
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
}
