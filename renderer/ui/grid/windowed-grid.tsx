// SPDX-License-Identifier: Apache-2.0
import { type ComponentType, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useSettings } from '../../state/settings-store.ts';
import { type GridGroup, gridGeometry } from './grid-geometry.ts';
import { type GridColumn, GridHeading, headingKey } from './grid-heading.tsx';
import { type GridAction, gridKey } from './grid-keys.ts';
import { type CellsProps, GridRow } from './grid-row.tsx';
import { useScrollTop, useSize } from './use-viewport.ts';
import css from './windowed-grid.module.css';

/** Pixels at 14 px text. */
const headingHeight = 34;
/** Rows, for a quick turn of the wheel. */
const overscan = 4;
const noGroups: readonly GridGroup[] = [];

export interface WindowedGridProps<Row, Context> {
  readonly label: string;
  readonly className?: string | undefined;
  /** With a border of its own. */
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
  /** Pixels, before it is painted. */
  readonly onWidth?: (width: number) => void;
  /** Same object until the cells must change. */
  readonly context: Context;
  /** Rows will follow: the count is unknown. */
  readonly isBusy?: boolean;
  readonly groups?: readonly GridGroup[];
  readonly groupName?: (key: string) => string;
  /** A change scrolls to the top. */
  readonly query?: unknown;
  /** A change asks for the visible rows again. */
  readonly source?: unknown;
  /** First and last index. */
  readonly onVisible?: (first: number, last: number) => void;
  readonly isMultiselectable?: boolean;
  /** Absent: rows can't be selected. */
  readonly isSelected?: (row: Row) => boolean;
  /** Absent: no checkboxes. */
  readonly isTicked?: ((row: Row) => boolean) | undefined;
  readonly onMove?: (index: number, extend: boolean) => void;
  /** Returns whether the key meant something. */
  readonly onAction: (action: Exclude<GridAction, 'heading'>, index: number) => boolean;
  /** Returns whether the row takes the focus. */
  readonly onClick: (index: number, event: React.MouseEvent<HTMLDivElement>) => boolean;
  /** Reuse the elements of rows that scrolled away. Not if cells can have the focus. */
  readonly reusesRows?: boolean;
}

/** Virtualised: row numbers alone give positions (decision 0006). Keyboard: ARIA grid pattern, rows have the focus. */
export function WindowedGrid<Row, Context>(props: WindowedGridProps<Row, Context>) {
  const { columns, rowCount, rowAt, Cells, context, isSelected, isTicked, query, source, onVisible, onWidth } = props;
  const groups = props.groups ?? noGroups;
  const scale = useTextScale();
  const grid = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(grid);
  const pitch = Math.round(props.rowHeight * scale);
  const heading = Math.round(headingHeight * scale);
  const [scrollTop, readScroll] = useScrollTop(grid, pitch);
  const [active, setActive] = useState(0);
  const focusWanted = useRef(false);
  const geometry = useMemo(() => gridGeometry(rowCount, groups, pitch, heading), [rowCount, groups, pitch, heading]);
  const reached = Math.min(active, Math.max(0, rowCount - 1));

  const asked = useRef(query);
  useLayoutEffect(() => {
    if (asked.current === query) return;
    asked.current = query;
    if (grid.current !== null) grid.current.scrollTop = 0;
    readScroll();
    setActive(0);
  }, [query, readScroll]);

  useLayoutEffect(() => onWidth?.(width), [width, onWidth]);

  const items = geometry.between(scrollTop - overscan * pitch, scrollTop + height + overscan * pitch);
  const slots = Math.ceil(height / pitch) + 2 * overscan + 2;
  const rows = items.flatMap((item) => (item.kind === 'row' ? [item.index] : []));
  const [first, last] = [rows[0] ?? 0, rows.at(-1) ?? 0];
  useEffect(() => onVisible?.(first, last), [first, last, source, onVisible]);
  // Keep the focused row mounted when scrolled away.
  if (rowCount > 0 && !rows.includes(reached)) {
    const at = { top: geometry.topOf(reached), position: geometry.positionOf(reached) };
    items.push({ kind: 'row', index: reached, ...at });
  }

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    rowElement(grid.current, reached)?.focus({ preventScroll: true });
  });

  /** An active row doesn't rerender: a deferred focus would later steal it from elsewhere. */
  function focusRow(index: number): void {
    if (index === reached) rowElement(grid.current, index)?.focus({ preventScroll: true });
    else focusWanted.current = true;
    setActive(index);
  }

  function sight(index: number, gridHeight: number): { readonly least: number; readonly most: number } {
    const top = geometry.topOf(index);
    // Headings stay visible above it.
    return { least: top - (index === 0 ? heading : 0), most: top + pitch + heading - gridHeight };
  }

  function bringIntoSight(index: number): void {
    const element = grid.current;
    if (element === null) return;
    const { least, most } = sight(index, element.clientHeight);
    if (element.scrollTop > least) element.scrollTop = least;
    else if (element.scrollTop < most) element.scrollTop = most;
    readScroll();
  }

  function moveTo(index: number): void {
    focusRow(index);
    bringIntoSight(index);
  }

  // A new banner shrinks the grid: keep a visible focused row visible.
  const heightBefore = useRef(height);
  useLayoutEffect(() => {
    const element = grid.current;
    const former = heightBefore.current;
    heightBefore.current = height;
    if (element === null || former === height || !element.contains(document.activeElement)) return;
    const { least, most } = sight(reached, former);
    if (element.scrollTop <= least && element.scrollTop >= most) bringIntoSight(reached);
  });

  function keyDown(event: React.KeyboardEvent<HTMLDivElement>): void {
    const target = event.target as HTMLElement;
    if (target.closest('[role="columnheader"]') !== null) {
      headingKey(event, () => moveTo(reached));
      return;
    }
    if (target.closest('button') !== null) return;
    const perPage = Math.max(1, Math.floor((height - heading) / pitch) - 1);
    const meant = gridKey(event, { active: reached, rowCount, perPage });
    if (meant === null) return;
    if (typeof meant === 'object') {
      props.onMove?.(meant.to, meant.extend);
      moveTo(meant.to);
    } else if (meant === 'heading') {
      const sorter = grid.current?.querySelector<HTMLElement>('[role="columnheader"] button');
      if (!sorter) return;
      sorter.focus();
    } else if (!props.onAction(meant, reached)) return;
    event.preventDefault();
  }

  function click(event: React.MouseEvent<HTMLDivElement>): void {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-index]');
    if (row === null || target.closest('button') !== null) return;
    const index = Number(row.dataset['index']);
    if (rowAt(index) === undefined) return;
    if (props.onClick(index, event)) focusRow(index);
    else setActive(index);
  }

  const sizes = { '--row': `${pitch}px`, '--heading': `${heading}px` };
  const template = props.template === undefined ? {} : { '--template': props.template };
  const own = props.tallest === undefined ? {} : { height: heading + Math.min(rowCount, props.tallest) * pitch + 2 };
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      className={`${css.grid} ${props.isFramed === true ? css.framed : ''} ${props.className ?? ''}`}
      aria-label={props.label}
      aria-rowcount={props.isBusy === true ? -1 : geometry.positions + 1}
      aria-busy={props.isBusy}
      aria-multiselectable={props.isMultiselectable}
      onScroll={readScroll}
      onKeyDown={keyDown}
      onClick={click}
      style={{ ...sizes, ...template, ...own }}
    >
      <GridHeading columns={columns} onSort={props.onSort} />
      <div role="rowgroup" className={css.rows} style={{ height: geometry.height }}>
        {items.map((item) => {
          if (item.kind === 'group') {
            return (
              <div
                key={`group ${item.position}`}
                role="row"
                className={css.group}
                aria-rowindex={item.position + 2}
                style={{ transform: `translateY(${item.top}px)` }}
              >
                <div role="gridcell" className={css.groupName}>
                  {props.groupName?.(item.group.key)}
                  <span className={css.groupCount}>{item.group.count}</span>
                </div>
              </div>
            );
          }
          const { index } = item;
          const row = rowAt(index);
          // The focused row keeps its own.
          const reused = index === reached ? `active ${index}` : index % slots;
          return (
            <GridRow
              key={props.reusesRows === true ? reused : index}
              {...{ row, index, Cells, context }}
              position={item.position}
              top={item.top}
              isActive={index === reached}
              isSelected={isSelected === undefined ? undefined : row !== undefined && isSelected(row)}
              isTicked={isTicked === undefined ? null : row !== undefined && isTicked(row)}
            />
          );
        })}
      </div>
    </div>
  );
}

function rowElement(grid: HTMLElement | null, index: number): HTMLElement | null {
  return grid?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}

/** 1 at 14 px text. */
export function useTextScale(): number {
  return useSettings((state) => (state.settings?.textSize === 'large' ? 16 / 14 : 1));
}
