// SPDX-License-Identifier: Apache-2.0
export interface GridGroup {
  readonly key: string;
  /** Index of its first row. */
  readonly start: number;
  readonly count: number;
}

export type GridItem =
  | { readonly kind: 'row'; readonly index: number; readonly top: number; readonly position: number }
  | { readonly kind: 'group'; readonly group: GridGroup; readonly top: number; readonly position: number };

/** Pixels. `position` counts rows and headings, from 0. */
export interface GridGeometry {
  readonly height: number;
  readonly positions: number;
  topOf(row: number): number;
  positionOf(row: number): number;
  between(top: number, bottom: number): GridItem[];
}

export function gridGeometry(
  rowCount: number,
  groups: readonly GridGroup[],
  rowHeight: number,
  headingHeight: number,
): GridGeometry {
  /** Groups starting at or before the row. */
  function headingsBefore(row: number): number {
    let [low, high] = [0, groups.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((groups[middle]?.start ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
  const topOf = (row: number): number => row * rowHeight + headingsBefore(row) * headingHeight;

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
    height: rowCount * rowHeight + groups.length * headingHeight,
    positions: rowCount + groups.length,
    topOf,
    positionOf: (row) => row + headingsBefore(row),
    between(top, bottom) {
      const items: GridItem[] = [];
      for (let index = firstRowBelow(top); index < rowCount; index += 1) {
        const headings = headingsBefore(index);
        const group = groups[headings - 1];
        const rowTop = index * rowHeight + headings * headingHeight;
        const position = index + headings;
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
