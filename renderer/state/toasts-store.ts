import { create } from 'zustand';

export interface Toast {
  readonly id: number;
  readonly text: string;
}

interface ToastsState {
  readonly toasts: readonly Toast[];
}

/** Long enough to be read twice; nothing that needs an answer is put in a toast. */
const stayMs = 6000;
let lastId = 0;

export const useToasts = create<ToastsState>()(() => ({ toasts: [] }));

/** Says that something was done. Errors go where they arose, not here. */
export function toast(text: string): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { id, text }] }));
  setTimeout(() => dismissToast(id), stayMs);
}

export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
}
