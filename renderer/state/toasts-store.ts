// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { Text } from '../i18n/i18n.ts';

/** Words by the translation function on screen: a toast that stands there changes its language with the app. */
export type Say = (t: Text['t']) => string;

export interface Toast {
  readonly id: number;
  readonly say: Say;
  /** Takes back what the toast tells of; it throws an AppError where it cannot. */
  readonly undo: (() => Promise<void>) | null;
}

interface ToastsState {
  readonly toasts: readonly Toast[];
}

/** Long enough to be read twice; with an undo, to be reached by the keyboard as well (U07). */
export const stayMs = { plain: 6000, undo: 10_000 } as const;
let lastId = 0;
const timers = new Map<number, ReturnType<typeof setTimeout>>();

export const useToasts = create<ToastsState>()(() => ({ toasts: [] }));

/**
 * Says that something was done. Errors go where they arose, not here. `say` stays for seconds, and with it all that its
 * surroundings name: where those hold a secret, it is made outside of them (X04).
 */
export function toast(say: Say, undo: Toast['undo'] = null): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, say, undo }] }));
  startClock(id);
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

/** While the pointer or the focus is on the toasts nothing goes away under it. */
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
