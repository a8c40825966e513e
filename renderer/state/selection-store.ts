// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';

interface SelectionState {
  readonly on: boolean;
  readonly ids: ReadonlySet<string>;
  readonly isWhole: boolean;
}

export const useSelection = create<SelectionState>()(() => ({ on: false, ids: new Set(), isWhole: false }));

function select(ids: ReadonlySet<string>, isWhole = false): void {
  useSelection.setState({ on: ids.size > 0, ids, isWhole });
}

export function startSelecting(ids: readonly string[], isWhole = false): void {
  select(new Set(ids), isWhole);
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

export function keepSelected(existing: readonly string[], shown: readonly string[]): void {
  const { ids, isWhole } = useSelection.getState();
  const kept = new Set(existing.filter((sha256) => ids.has(sha256)));
  const isWholeNow = shown.every((sha256) => kept.has(sha256));
  if (kept.size !== ids.size || isWholeNow !== isWhole) select(kept, isWholeNow);
}
