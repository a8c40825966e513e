// SPDX-License-Identifier: Apache-2.0
import type { ComponentType } from 'react';
import type { GridGroup } from './grid-geometry.ts';
import type { GridColumn } from './grid-heading.tsx';
import type { GridAction } from './grid-keys.ts';
import type { CellsProps } from './grid-row.tsx';
import type { GridTailProps } from './grid-tail.tsx';
import type { GridFolding } from './use-group-keys.ts';

export interface GridHandle {
  /** Moves as an arrow key would, if the grid still has the focus. */
  readonly jumpTo: (index: number) => void;
}

interface GridTree<Row> {
  /** Counts from 1. */
  readonly level: (row: Row) => number;
  /** Undefined if the row can't be expanded. */
  readonly isExpanded: (row: Row) => boolean | undefined;
}

export interface WindowedGridProps<Row, Context> {
  readonly label: string;
  readonly className?: string | undefined;
  readonly isFramed?: boolean;
  readonly columns: readonly GridColumn[];
  readonly onSort?: (column: string) => void;
  /** `grid-template-columns`. If absent, the style sheet sets `--template`. */
  readonly template?: string;
  /** Pixels at a text size of 14 px. */
  readonly rowHeight: number;
  readonly rowCount: number;
  /** Number of rows up to which the grid grows with its content. If absent, the grid fills its container. */
  readonly tallest?: number;
  /** As high as all rows; the page scrolls. Only for short tables. */
  readonly isWhole?: boolean;
  readonly rowAt: (index: number) => Row | undefined;
  readonly Cells: ComponentType<CellsProps<Row, Context>>;
  /** Announced for a focused row. Defaults to the text of its cells. */
  readonly rowName?: (row: Row, context: Context) => string;
  /** Receives pixels, before painting. */
  readonly onWidth?: (width: number) => void;
  /** Must stay the same object until the cells change. */
  readonly context: Context;
  /** True while more rows will follow, so the row count is unknown. */
  readonly isBusy?: boolean;
  readonly groups?: readonly GridGroup[];
  readonly groupName?: (key: string) => string;
  readonly folding?: GridFolding | undefined;
  readonly tail?: GridTailProps | undefined;
  /** A change scrolls to the top. */
  readonly query?: unknown;
  /** A change requests the visible rows again. */
  readonly source?: unknown;
  readonly onVisible?: (first: number, last: number) => void;
  /** Expandable rows (ARIA treegrid pattern). */
  readonly tree?: GridTree<Row>;
  readonly isMultiselectable?: boolean;
  readonly isSelected?: (row: Row) => boolean;
  /** When this index changes, the active row moves to it. */
  readonly current?: number | undefined;
  readonly isTicked?: ((row: Row) => boolean) | undefined;
  readonly onMove?: (index: number, extend: boolean) => void;
  readonly onAction: (action: Exclude<GridAction, 'heading'>, index: number) => boolean;
  /** For keys the grid doesn't use. Returns whether the key was handled. */
  readonly onKey?: (event: React.KeyboardEvent, index: number) => boolean;
  readonly handle?: React.Ref<GridHandle>;
  /** Called for a right-click or the menu key, with window coordinates in pixels. */
  readonly onMenu?: (index: number, at: { readonly x: number; readonly y: number }) => void;
  readonly onDoubleClick?: (index: number) => void;
  /** Returns whether the row takes the focus. */
  readonly onClick: (index: number, event: React.MouseEvent<HTMLDivElement>) => boolean;
  /** Reuses the elements of rows scrolled away. Unsuitable if cells can have the focus. */
  readonly reusesRows?: boolean;
}
