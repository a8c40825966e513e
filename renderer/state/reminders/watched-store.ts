// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Watched, WatchedInput } from '../../../shared/schemas/certificates/watched.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';

interface WatchedState {
  readonly entries: readonly Watched[] | null;
  readonly error: AppError | null;
  /** Below a list of certificates, the section starts folded. */
  readonly isOpen: boolean;
}

export const useWatched = create<WatchedState>()(() => ({ entries: null, error: null, isOpen: false }));

export async function refreshWatched(): Promise<void> {
  try {
    useWatched.setState({ entries: (await ipc('watched.list', {})).entries, error: null });
  } catch (error) {
    useWatched.setState({ error: toAppError(error) });
  }
}

export async function saveWatched(id: string | null, entry: WatchedInput): Promise<void> {
  await (id === null ? ipc('watched.add', entry) : ipc('watched.change', { id, ...entry }));
  if (id === null) useWatched.setState({ isOpen: true });
  await refreshWatched();
}

/** For ways that lead to an entry. */
export const openWatched = (): void => useWatched.setState({ isOpen: true });

export const toggleWatched = (): void => useWatched.setState(({ isOpen }) => ({ isOpen: !isOpen }));

export async function removeWatched(id: string): Promise<void> {
  await ipc('watched.remove', { id });
  await refreshWatched();
}
