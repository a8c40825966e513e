// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Watched, WatchedInput } from '../../../shared/schemas/watched.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

interface WatchedState {
  /** Soonest first; null until the first answer. */
  readonly entries: readonly Watched[] | null;
  readonly error: AppError | null;
}

/** Mirror of what main only watches (D04). */
export const useWatched = create<WatchedState>()(() => ({ entries: null, error: null }));

export async function refreshWatched(): Promise<void> {
  try {
    useWatched.setState({ entries: (await ipc('watched.list', {})).entries, error: null });
  } catch (error) {
    useWatched.setState({ error: toAppError(error) });
  }
}

/** `id` is null for a new entry. */
export async function saveWatched(id: string | null, entry: WatchedInput): Promise<void> {
  await (id === null ? ipc('watched.add', entry) : ipc('watched.change', { id, ...entry }));
  await refreshWatched();
}

export async function removeWatched(id: string): Promise<void> {
  await ipc('watched.remove', { id });
  await refreshWatched();
}
