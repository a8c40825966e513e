// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

interface SelectionState {
  readonly on: boolean;
  readonly ids: ReadonlySet<string>;
}

export const useSelection = create<SelectionState>()(() => ({ on: false, ids: new Set() }));

/** Selecting ends with the last selected certificate. */
function select(ids: ReadonlySet<string>): void {
  useSelection.setState({ on: ids.size > 0, ids });
}

export function startSelecting(ids: readonly string[]): void {
  select(new Set(ids));
}

export function stopSelecting(): void {
  select(new Set());
}

export function toggleSelected(sha256s: readonly string[]): void {
  const ids = new Set(useSelection.getState().ids);
  const isOn = sha256s.every((sha256) => ids.has(sha256));
  for (const sha256 of sha256s) {
    if (isOn) ids.delete(sha256);
    else ids.add(sha256);
  }
  select(ids);
}

export function keepSelected(existing: readonly string[]): void {
  const { ids } = useSelection.getState();
  const kept = existing.filter((sha256) => ids.has(sha256));
  if (kept.length !== ids.size) select(new Set(kept));
}
