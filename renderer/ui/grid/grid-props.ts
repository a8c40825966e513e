// SPDX-License-Identifier: Apache-2.0
import type { ComponentType } from 'react';
import type { GridGroup } from './grid-geometry.ts';
import type { GridColumn } from './grid-heading.tsx';
import type { GridAction } from './grid-keys.ts';
import type { CellsProps } from './grid-row.tsx';
import type { GridTailProps } from './grid-tail.tsx';

export interface GridHandle {
  /** Moves like a key, if the grid still has focus. */
  readonly jumpTo: (index: number) => void;
}

interface GridTree<Row> {
  /** 1-based. */
  readonly level: (row: Row) => number;
  /** Undefined: not expandable. */
  readonly isExpanded: (row: Row) => boolean | undefined;
}

export interface WindowedGridProps<Row, Context> {
  readonly label: string;
  readonly className?: string | undefined;
  /** Has a border. */
  readonly isFramed?: boolean;
  readonly columns: readonly GridColumn[];
  readonly onSort?: (column: string) => void;
  /** `grid-template-columns`; absent: the style sheet sets `--template`. */
  readonly template?: string;
  /** Pixels at 14 px text. */
  readonly rowHeight: number;
  readonly rowCount: number;
  /** Fits its rows up to this number. Absent: fills its container. */
  readonly tallest?: number;
  readonly rowAt: (index: number) => Row | undefined;
  readonly Cells: ComponentType<CellsProps<Row, Context>>;
  /** Announced for a focused row. Absent: its cells' text. */
  readonly rowName?: (row: Row) => string;
  /** Pixels, before painting. */
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
  /** A change requests the visible rows again. */
  readonly source?: unknown;
  readonly onVisible?: (first: number, last: number) => void;
  /** Expandable rows (ARIA treegrid pattern). Keep functions stable. */
  readonly tree?: GridTree<Row>;
  readonly isMultiselectable?: boolean;
  /** Absent: rows can't be selected. */
  readonly isSelected?: (row: Row) => boolean;
  /** Absent: no checkboxes. */
  readonly isTicked?: ((row: Row) => boolean) | undefined;
  readonly onMove?: (index: number, extend: boolean) => void;
  /** Returns whether the key was handled. */
  readonly onAction: (action: Exclude<GridAction, 'heading'>, index: number) => boolean;
  /** For keys the grid doesn't use. Returns whether it was handled. */
  readonly onKey?: (event: React.KeyboardEvent, index: number) => boolean;
  readonly handle?: React.Ref<GridHandle>;
  /** By mouse or menu key; window pixels. */
  readonly onMenu?: (index: number, at: { readonly x: number; readonly y: number }) => void;
  readonly onDoubleClick?: (index: number) => void;
  /** Returns whether the row takes the focus. */
  readonly onClick: (index: number, event: React.MouseEvent<HTMLDivElement>) => boolean;
  /** Reuses elements of rows scrolled away. Not if cells can have focus. */
  readonly reusesRows?: boolean;
}
