// SPDX-License-Identifier: Apache-2.0
import { type ComponentType, memo, type ReactNode } from 'react';
import css from './windowed-grid.module.css';

export interface CellsProps<Row, Context> {
  readonly row: Row | undefined;
  readonly context: Context;
  readonly isActive: boolean;
  readonly isTicked: boolean | null;
}

export interface GridRowProps<Row, Context> extends CellsProps<Row, Context> {
  readonly Cells: ComponentType<CellsProps<Row, Context>>;
  readonly index: number;
  readonly rowName: ((row: Row, context: Context) => string) | undefined;
  /** Counts rows and headings from 0. */
  readonly position: number;
  /** Pixels. */
  readonly top: number;
  readonly level: number | undefined;
  readonly isExpanded: boolean | undefined;
  readonly isSelected: boolean | undefined;
}

/** The grid handles input and finds the row by `data-index`. */
function PlainGridRow<Row, Context>(props: GridRowProps<Row, Context>) {
  const { Cells, row, context, index, position, top, level, isExpanded, isActive, isSelected, isTicked } = props;
  return (
    <div
      role="row"
      className={css.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={position + 2}
      aria-level={level}
      aria-expanded={isExpanded}
      aria-label={row && props.rowName?.(row, context)}
      aria-selected={isTicked ?? isSelected}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      {...(isSelected === true && { 'data-selected': true })}
      {...(row === undefined && { 'aria-busy': true })}
    >
      <Cells row={row} context={context} isActive={isActive} isTicked={isTicked} />
    </div>
  );
}

/** `memo` drops the type parameters. */
export const GridRow = memo(PlainGridRow) as typeof PlainGridRow;

export interface GridCellProps {
  readonly isRowHeader?: boolean;
  readonly className?: string | undefined;
  readonly 'aria-label'?: string;
  readonly children?: ReactNode;
}

export function GridCell({ isRowHeader, className, children, ...label }: GridCellProps) {
  return (
    <div role={isRowHeader === true ? 'rowheader' : 'gridcell'} className={`${css.cell} ${className ?? ''}`} {...label}>
      {children}
    </div>
  );
}
