// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import { type Text, wordsIn } from '../i18n/i18n.ts';
import { ipc } from '../lib/ipc.ts';
import type { VaultStatus } from '../../shared/schemas/vault/vault-status.ts';
import { useDialogs } from './dialogs/dialogs-store.ts';
import { useRoute } from './route-store.ts';

/** A function, so that visible toasts follow the language. */
export type Say = (t: Text['t']) => string;

export interface ToastAction {
  readonly say: Say;
  readonly run: () => void;
}

export interface Toast {
  readonly id: number;
  readonly say: Say;
  /** Throws AppError on failure. */
  readonly undo: (() => Promise<void>) | null;
  /** SHA-256s of certificates or ids of arrived files. A newer toast about all of them replaces this one. */
  readonly about: readonly string[];
  readonly action: ToastAction | null;
  readonly tone: 'ok' | 'warn' | 'note';
}

interface ToastsState {
  readonly toasts: readonly Toast[];
}

/** In ms. `undo` leaves time to reach the button by keyboard. */
export const stayMs = { shortest: 1500, plain: 6000, undo: 10_000 } as const;
/** In ms. How long Ctrl+Z can undo the latest action, even after its toast is gone. */
export const undoableMs = 600_000;
let lastId = 0;
const timers = new Map<number, { readonly timeout: ReturnType<typeof setTimeout>; readonly since: number }>();

export const useToasts = create<ToastsState>()(() => ({ toasts: [] }));

export interface Undoable extends Pick<Toast, 'say' | 'about'> {
  readonly undo: NonNullable<Toast['undo']>;
}

let latest: (Undoable & { readonly until: number; readonly vault: ReturnType<typeof currentVault> }) | null = null;

export interface LatestUndoable extends Undoable {
  /** Undoing could undo something else. */
  readonly hasVaultChanged: boolean;
}

/** Returns null if there is no such action, it is too old, or it may belong to another vault. */
export async function latestUndoable(): Promise<LatestUndoable | null> {
  const held = latest;
  if (held === null || Date.now() >= held.until) return null;
  const [before, vault] = [await held.vault, await currentVault()];
  if (before === null || vault?.folder !== before.folder) return null;
  return { ...held, hasVaultChanged: vault.revision !== before.revision };
}

export function forgetUndo(undo: Undoable['undo']): void {
  if (latest?.undo === undo) latest = null;
}

/** Reads the status, because the stored one may be outdated. Null if it can't be read. */
async function currentVault(): Promise<VaultStatus | null> {
  return ipc('vault.status', {}).catch(() => null);
}

/** Create `say` outside any scope that holds a secret, because its closure outlives the call. */
export function toast(
  say: Say,
  undo: Toast['undo'] = null,
  about: readonly string[] = [],
  action: ToastAction | null = null,
  tone: Toast['tone'] = 'ok',
): void {
  lastId += 1;
  const added = { id: lastId, say, undo, about, action, tone };
  const { toasts } = useToasts.getState();
  for (const { id } of toasts.filter((shown) => isReplaced(shown, added))) dismissToast(id);
  useToasts.setState((state) => ({ toasts: [...state.toasts.slice(-2), added] }));
  if (undo !== null) latest = { say, undo, about, until: Date.now() + undoableMs, vault: currentVault() };
  else if (latest !== null && isAboutAll(latest, added)) latest = null;
  startClock(added);
}

/** Without the success mark, for actions that did nothing. */
export function toastNote(say: Say): void {
  toast(say, null, [], null, 'note');
}

function isReplaced(shown: Toast, added: Toast): boolean {
  if (shown.undo !== null && added.undo !== null) return true;
  const [before, now] = [shown, added].map(({ say }) => say(wordsIn('en')));
  const isRepeated = shown.undo === null && added.undo === null && before === now;
  return isRepeated || isAboutAll(shown, added);
}

function isAboutAll(before: Pick<Toast, 'about'>, { about }: Toast): boolean {
  return before.about.length > 0 && before.about.every((id) => about.includes(id));
}

function startClock({ id, undo, action, tone }: Toast): void {
  stopClock(id);
  const ms = undo === null && action === null && tone !== 'warn' ? stayMs.plain : stayMs.undo;
  timers.set(id, { timeout: setTimeout(() => dismissToast(id), ms), since: Date.now() });
}

function stopClock(id: number): void {
  clearTimeout(timers.get(id)?.timeout);
  timers.delete(id);
}

/** Stops all timers while a toast has the pointer or focus. */
export function holdToasts(hold: boolean): void {
  for (const shown of useToasts.getState().toasts) {
    if (hold) stopClock(shown.id);
    else startClock(shown);
  }
}

export function dismissToast(id: number): void {
  stopClock(id);
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));
}

function endPlain(): void {
  for (const { id, undo, action } of useToasts.getState().toasts) {
    const clock = timers.get(id);
    if (clock === undefined || undo !== null || action !== null) continue;
    const left = clock.since + stayMs.shortest - Date.now();
    clearTimeout(clock.timeout);
    if (left <= 0) dismissToast(id);
    else timers.set(id, { ...clock, timeout: setTimeout(() => dismissToast(id), left) });
  }
}

useDialogs.subscribe((now, before) => {
  const opened = now.open.filter((dialog) => !before.open.includes(dialog));
  if (opened.length > 0) endPlain();
  if (!opened.some(({ name }) => name === 'certificates.trash')) return;
  for (const { id, undo, about } of useToasts.getState().toasts)
    if (undo !== null && about.length > 0) dismissToast(id);
});

useRoute.subscribe((now, before) => {
  if (now.room !== before.room) endPlain();
});
