// SPDX-License-Identifier: Apache-2.0
export interface GridGroup {
  readonly key: string;
  /** Index of the group's first row. A collapsed group has no rows. */
  readonly start: number;
  readonly count: number;
}

export type GridItem =
  | { readonly kind: 'row'; readonly index: number; readonly top: number; readonly position: number }
  | {
      readonly kind: 'group';
      readonly index: number;
      readonly group: GridGroup;
      readonly top: number;
      /** Of the heading and the group's rows. */
      readonly height: number;
      readonly position: number;
    };

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
  /** Returns the index of the row's group, or -1. */
  groupOf(row: number): number;
  heading(group: number): Extract<GridItem, { readonly kind: 'group' }> | null;
  /** Includes the group that the first row belongs to. */
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

  const rowsEnd = (tail?.start ?? rowCount) * rowHeight + groups.length * headingHeight;
  const groupOf = (row: number): number => (isLast(row) ? -1 : headingsBefore(row) - 1);
  const topOfGroup = (index: number): number => {
    const group = groups[index];
    return group === undefined ? rowsEnd : group.start * rowHeight + index * headingHeight;
  };
  const heading: GridGeometry['heading'] = (index) => {
    const group = groups[index];
    if (group === undefined) return null;
    const top = topOfGroup(index);
    return { kind: 'group', index, group, top, height: topOfGroup(index + 1) - top, position: group.start + index };
  };

  function headingsBetween(top: number, bottom: number): GridItem[] {
    let [low, high] = [0, groups.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (topOfGroup(middle + 1) <= top) low = middle + 1;
      else high = middle;
    }
    const items: GridItem[] = [];
    for (let each = heading(low); each !== null && each.top < bottom; each = heading(each.index + 1)) items.push(each);
    return items;
  }

  return {
    height: rowCount * rowHeight + groups.length * headingHeight + (tail?.height ?? 0),
    positions: rowCount + groups.length + (tail === null ? 0 : 1),
    tail: tail && { top: rowsEnd, position: tail.start + groups.length },
    topOf,
    positionOf,
    groupOf,
    heading,
    between(top, bottom) {
      const items = headingsBetween(top, bottom);
      for (let index = firstRowBelow(top); index < rowCount; index += 1) {
        const rowTop = topOf(index);
        if (rowTop >= bottom) break;
        items.push({ kind: 'row', index, top: rowTop, position: positionOf(index) });
      }
      return items.toSorted((a, b) => a.position - b.position);
    },
  };
}
