// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import type { GridGeometry } from './grid-geometry.ts';

export interface GridFolding {
  readonly isFolded: (key: string) => boolean;
  readonly onFold: (key: string, isFolded: boolean) => void;
}

interface GroupKeysOptions {
  readonly grid: RefObject<HTMLElement | null>;
  readonly geometry: GridGeometry;
  readonly folding: GridFolding | undefined;
  /** Scrolls until `least` <= `scrollTop` <= `most`, in pixels. */
  readonly scrollInto: (sight: { readonly least: number; readonly most: number }) => void;
  /** Pixels taken by the column headers and the tail, and by a heading. */
  readonly around: number;
  readonly headingHeight: number;
  readonly toRow: (index: number) => void;
}

/** Keys of the ARIA treegrid pattern: a group's heading is the parent of its rows. */
export function useGroupKeys(options: GroupKeysOptions) {
  const { grid, geometry, folding, scrollInto, around, headingHeight, toRow } = options;
  /** Stays mounted while it has the focus. */
  const [focused, setFocused] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  const find = (selector: string) => grid.current?.querySelector<HTMLElement>(selector) ?? null;

  useLayoutEffect(() => {
    if (wanted.current === null) return;
    grid.current?.querySelector<HTMLElement>(`[data-group="${wanted.current}"]`)?.focus({ preventScroll: true });
    wanted.current = null;
  });

  function focusGroup(index: number): boolean {
    const heading = geometry.heading(index);
    if (folding === undefined || heading === null) return false;
    const element = find(`[data-group="${index}"]`);
    if (element === null) {
      wanted.current = index;
      setFocused(index);
    } else element.focus({ preventScroll: true });
    const { top } = heading;
    scrollInto({ least: top, most: top + headingHeight + around - (grid.current?.clientHeight ?? 0) });
    return true;
  }

  function toggle(index: number): void {
    const heading = geometry.heading(index);
    if (folding === undefined || heading === null) return;
    const { key } = heading.group;
    const isFolded = folding.isFolded(key);
    // Otherwise, folding would leave a stuck heading above the visible area.
    if (!isFolded) scrollInto({ least: heading.top, most: 0 });
    folding.onFold(key, !isFolded);
  }

  function rowKey({ key, shiftKey, ctrlKey, metaKey, altKey }: React.KeyboardEvent, row: number): boolean {
    const group = geometry.groupOf(row);
    if (group < 0 || shiftKey || ctrlKey || metaKey || altKey) return false;
    if (key === 'ArrowLeft') return focusGroup(group);
    if (key === 'ArrowUp') return geometry.heading(group)?.group.start === row && focusGroup(group);
    return key === 'ArrowDown' && geometry.heading(group + 1)?.group.start === row + 1 && focusGroup(group + 1);
  }

  function headingKey({ key, ctrlKey, metaKey, altKey }: React.KeyboardEvent, index: number): boolean {
    const heading = geometry.heading(index);
    if (heading === null || ctrlKey || metaKey || altKey) return false;
    const { start } = heading.group;
    const hasRows = heading.height > headingHeight;
    const isFolded = folding?.isFolded(heading.group.key) === true;
    if (key === 'ArrowLeft' || key === 'ArrowRight') {
      if (isFolded === (key === 'ArrowRight')) toggle(index);
      else if (key === 'ArrowRight' && hasRows) toRow(start);
    } else if (key === 'ArrowDown') {
      if (hasRows) toRow(start);
      else if (!focusGroup(index + 1)) find('[data-tail]')?.focus();
    } else if (key === 'ArrowUp') {
      const before = geometry.heading(index - 1);
      if (before === null) find('[role="columnheader"] button')?.focus();
      else if (before.height > headingHeight) toRow(start - 1);
      else focusGroup(index - 1);
    } else return false;
    return true;
  }

  const onFocus = ({ target }: React.FocusEvent<HTMLElement>): void => {
    const { group } = target.dataset;
    setFocused(group === undefined ? null : Number(group));
  };
  return { focused, focusGroup, toggle, rowKey, headingKey, onFocus };
}
