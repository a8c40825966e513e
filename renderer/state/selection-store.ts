// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

interface SelectionState {
  readonly on: boolean;
  readonly ids: ReadonlySet<string>;
}

export const useSelection = create<SelectionState>()(() => ({ on: false, ids: new Set() }));

/** Null: a row that is not in the vault. */
export function startSelecting(ids: readonly (string | null)[] = []): void {
  useSelection.setState({ on: true, ids: new Set(ids.filter((each) => each !== null)) });
}

export function stopSelecting(): void {
  useSelection.setState({ on: false, ids: new Set() });
}

export function toggleSelected(sha256: string): void {
  const ids = new Set(useSelection.getState().ids);
  if (!ids.delete(sha256)) ids.add(sha256);
  useSelection.setState({ on: true, ids });
}

export function keepSelected(existing: readonly (string | null)[]): void {
  const { ids } = useSelection.getState();
  const kept = existing.filter((sha256) => sha256 !== null && ids.has(sha256)) as string[];
  if (kept.length !== ids.size) useSelection.setState({ ids: new Set(kept) });
}
