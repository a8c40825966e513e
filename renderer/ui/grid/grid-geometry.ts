// SPDX-License-Identifier: Apache-2.0
export interface GridGroup {
  readonly key: string;
  /** Index of the group's first row. */
  readonly start: number;
  readonly count: number;
}

export type GridItem =
  | { readonly kind: 'row'; readonly index: number; readonly top: number; readonly position: number }
  | { readonly kind: 'group'; readonly group: GridGroup; readonly top: number; readonly position: number };

/** A sticky heading above the last rows. */
export interface GridTail {
  /** Index of the tail's first row, or the row count when collapsed. */
  readonly start: number;
  /** Pixels. */
  readonly height: number;
}

/** Heights and tops are in pixels. Positions count rows and headings from 0. */
export interface GridGeometry {
  readonly height: number;
  readonly positions: number;
  readonly tail: { readonly top: number; readonly position: number } | null;
  topOf(row: number): number;
  positionOf(row: number): number;
  between(top: number, bottom: number): GridItem[];
}

export function gridGeometry(
  rowCount: number,
  groups: readonly GridGroup[],
  rowHeight: number,
  headingHeight: number,
  tail: GridTail | null = null,
): GridGeometry {
  /** Counts groups that start at or before the row. */
  function headingsBefore(row: number): number {
    let [low, high] = [0, groups.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((groups[middle]?.start ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  const isLast = (row: number): boolean => tail !== null && row >= tail.start;
  const topOf = (row: number): number =>
    row * rowHeight + headingsBefore(row) * headingHeight + (isLast(row) ? (tail?.height ?? 0) : 0);
  const positionOf = (row: number): number => row + headingsBefore(row) + (isLast(row) ? 1 : 0);

  function firstRowBelow(top: number): number {
    let [low, high] = [0, rowCount];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (topOf(middle) + rowHeight <= top) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  return {
    height: rowCount * rowHeight + groups.length * headingHeight + (tail?.height ?? 0),
    positions: rowCount + groups.length + (tail === null ? 0 : 1),
    tail: tail && {
      top: tail.start * rowHeight + groups.length * headingHeight,
      position: tail.start + groups.length,
    },
    topOf,
    positionOf,
    between(top, bottom) {
      const items: GridItem[] = [];
      for (let index = firstRowBelow(top); index < rowCount; index += 1) {
        const group = groups[headingsBefore(index) - 1];
        const rowTop = topOf(index);
        const position = positionOf(index);
        if (group?.start === index) {
          const headingTop = rowTop - headingHeight;
          if (headingTop >= bottom) break;
          items.push({ kind: 'group', group, top: headingTop, position: position - 1 });
        }
        if (rowTop >= bottom) break;
        items.push({ kind: 'row', index, top: rowTop, position });
      }
      return items;
    },
  };
}
