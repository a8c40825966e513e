// SPDX-License-Identifier: Apache-2.0
import type { ComponentType } from 'react';
import type { GridGroup } from './grid-geometry.ts';
import type { GridColumn } from './grid-heading.tsx';
import type { GridAction } from './grid-keys.ts';
import type { CellsProps } from './grid-row.tsx';
import type { GridTailProps } from './grid-tail.tsx';

export interface GridHandle {
  /** Moves to a row as a key would, if the grid still has the focus. */
  readonly jumpTo: (index: number) => void;
}

interface GridTree<Row> {
  /** From 1. */
  readonly level: (row: Row) => number;
  /** Undefined: cannot be opened. */
  readonly isExpanded: (row: Row) => boolean | undefined;
}

export interface WindowedGridProps<Row, Context> {
  readonly label: string;
  readonly className?: string | undefined;
  /** With a separate border. */
  readonly isFramed?: boolean;
  readonly columns: readonly GridColumn[];
  readonly onSort?: (column: string) => void;
  /** `grid-template-columns`; absent: the style sheet sets `--template`. */
  readonly template?: string;
  /** Pixels at 14 px text. */
  readonly rowHeight: number;
  readonly rowCount: number;
  /** As high as its rows, up to this number. Absent: as high as its place. */
  readonly tallest?: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly Cells: ComponentType<CellsProps<Row, Context>>;
  /** What a screen reader says of a row that gets the focus. Absent: the text of its cells. */
  readonly rowName?: (row: Row) => string;
  /** Pixels, before it is painted. */
  readonly onWidth?: (width: number) => void;
  /** Same object until the cells must change. */
  readonly context: Context;
  /** Rows will follow: the count is unknown. */
  readonly isBusy?: boolean;
  readonly groups?: readonly GridGroup[];
  readonly groupName?: (key: string) => string;
  readonly tail?: GridTailProps | undefined;
  /** A change scrolls to the top. */
  readonly query?: unknown;
  /** A change asks for the visible rows again. */
  readonly source?: unknown;
  /** First and last index. */
  readonly onVisible?: (first: number, last: number) => void;
  /** Rows that open to others (ARIA treegrid pattern). The same functions each time. */
  readonly tree?: GridTree<Row>;
  readonly isMultiselectable?: boolean;
  /** Absent: rows can't be selected. */
  readonly isSelected?: (row: Row) => boolean;
  /** Absent: no checkboxes. */
  readonly isTicked?: ((row: Row) => boolean) | undefined;
  readonly onMove?: (index: number, extend: boolean) => void;
  /** Returns whether the key meant something. */
  readonly onAction: (action: Exclude<GridAction, 'heading'>, index: number) => boolean;
  /** A key without a meaning of the grid. Returns whether it meant something. */
  readonly onKey?: (event: React.KeyboardEvent, index: number) => boolean;
  readonly handle?: React.Ref<GridHandle>;
  /** By mouse or the menu key; in pixels of the window. */
  readonly onMenu?: (index: number, at: { readonly x: number; readonly y: number }) => void;
  readonly onDoubleClick?: (index: number) => void;
  /** Returns whether the row takes the focus. */
  readonly onClick: (index: number, event: React.MouseEvent<HTMLDivElement>) => boolean;
  /** Reuse the elements of rows that scrolled away. Not if cells can have the focus. */
  readonly reusesRows?: boolean;
}
