// SPDX-License-Identifier: Apache-2.0
import { useEffect, useEffectEvent, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTextScale } from '../../state/text-size.ts';
import { type GridGroup, gridGeometry } from './grid-geometry.ts';
import { GridGroupRow } from './grid-group.tsx';
import { GridHeading, headingKey } from './grid-heading.tsx';
import { gridKey } from './grid-keys.ts';
import { menuPlace, pressedRow, rowElement } from './grid-pointer.ts';
import type { WindowedGridProps } from './grid-props.ts';
import { GridRow } from './grid-row.tsx';
import { GridTailRow, tailHeight } from './grid-tail.tsx';
import { useGroupKeys } from './use-group-keys.ts';
import { useTailInView } from './use-tail-in-view.ts';
import { useScrollTop, useSize } from './use-viewport.ts';
import css from './windowed-grid.module.css';

/** Pixels at a text size of 14 px. */
const headingHeight = 32;
const overscan = 4;
const noGroups: readonly GridGroup[] = [];

/**
 * Virtualised: positions follow from row numbers alone (decision 0006). Rows take the focus, following the ARIA grid
 * pattern.
 */
export function WindowedGrid<Row, Context>(props: WindowedGridProps<Row, Context>) {
  const { columns, rowCount, rowAt, Cells, context, isSelected, isTicked, query, source, onVisible, onWidth } = props;
  const { tail, current, folding } = props;
  const groups = props.groups ?? noGroups;
  const scale = useTextScale();
  const grid = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(grid);
  const pitch = Math.round(props.rowHeight * scale);
  const heading = Math.round(headingHeight * scale);
  const [scrollTop, readScroll] = useScrollTop(grid, pitch);
  const [active, setActive] = useState(current ?? 0);
  const focusWanted = useRef(false);
  const end = tail === undefined ? 0 : Math.round(tailHeight * scale);
  const lastRows = tail === undefined ? rowCount : tail.isShown ? tail.start : rowCount;
  const geometry = useMemo(
    () => gridGeometry(rowCount, groups, pitch, heading, end === 0 ? null : { start: lastRows, height: end }),
    [rowCount, groups, pitch, heading, end, lastRows],
  );
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
  // Keep the focused row mounted when it scrolls away.
  if (rowCount > 0 && !rows.includes(reached)) {
    const at = { top: geometry.topOf(reached), position: geometry.positionOf(reached) };
    items.push({ kind: 'row', index: reached, ...at });
  }

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    rowElement(grid.current, reached)?.focus({ preventScroll: true });
  });

  const follow = useEffectEvent((index: number) => {
    const isFocused = grid.current?.querySelector('[data-index]:focus') instanceof HTMLElement;
    focusWanted.current = isFocused && index !== reached;
    setActive(index);
  });
  useLayoutEffect(() => {
    if (current !== undefined) follow(current);
  }, [current, query]);

  /** Focuses the active row at once: without a render, `focusWanted` would steal the focus later. */
  function focusRow(index: number): void {
    if (index === reached) rowElement(grid.current, index)?.focus({ preventScroll: true });
    else focusWanted.current = true;
    setActive(index);
  }

  /** A group's heading sticks above its rows. */
  function sight(index: number, gridHeight: number): { readonly least: number; readonly most: number } {
    const top = geometry.topOf(index);
    const below = index < lastRows ? end : 0;
    const above = index === 0 || geometry.groupOf(index) >= 0 ? heading : 0;
    return { least: top - above, most: top + pitch + heading + below - gridHeight };
  }

  function bringIntoSight(index: number): void {
    if (grid.current === null) return;
    scrollInto(sight(index, grid.current.clientHeight));
    if (props.isWhole === true) rowElement(grid.current, index)?.scrollIntoView?.({ block: 'nearest' });
  }

  function scrollInto({ least, most }: ReturnType<typeof sight>): void {
    const element = grid.current;
    if (element === null) return;
    if (element.scrollTop > least) element.scrollTop = least;
    else if (element.scrollTop < most) element.scrollTop = most;
    readScroll();
  }

  function moveTo(index: number): void {
    focusRow(index);
    bringIntoSight(index);
  }

  function toRow(index: number): void {
    props.onMove?.(index, false);
    moveTo(index);
  }

  const around = heading + end;
  const groupKeys = useGroupKeys({ grid, geometry, folding, scrollInto, around, headingHeight: heading, toRow });
  const focusedGroup = groupKeys.focused === null ? null : geometry.heading(groupKeys.focused);
  if (focusedGroup !== null && !items.some((each) => each.kind === 'group' && each.index === focusedGroup.index)) {
    items.push(focusedGroup);
  }
  const groupStop = focusedGroup?.index ?? items.find(({ kind }) => kind === 'group')?.index;

  useImperativeHandle(props.handle, () => ({
    jumpTo: (index) => {
      // The focus may have moved elsewhere.
      if (grid.current?.contains(document.activeElement) === true) toRow(index);
    },
  }));

  const tailTop = geometry.tail?.top ?? null;
  const seenTail = useTailInView(tail, { tailTop, tailHeight: end, heading, height, scrollTop, scrollInto });

  // If a new banner shrinks the grid, keep a visible focused row in view.
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
      headingKey(event, () => (rowCount > 0 ? moveTo(reached) : groupKeys.focusGroup(0)));
      return;
    }
    if (target.closest('[data-tail]') !== null) {
      if (event.key === 'ArrowDown' && lastRows < rowCount) toRow(lastRows);
      else if (event.key === 'ArrowUp' && lastRows + groups.length > 0) {
        const isFoldedLast = groups.at(-1)?.start === lastRows;
        if (!isFoldedLast || !groupKeys.focusGroup(groups.length - 1)) toRow(lastRows - 1);
      } else return;
      return event.preventDefault();
    }
    const perPage = Math.max(1, Math.floor((height - heading) / pitch) - 1);
    const group = target.closest<HTMLElement>('[data-group]')?.dataset['group'];
    const isHandled = group === undefined ? false : groupKeys.headingKey(event, Number(group));
    const meant = gridKey(event, { active: reached, rowCount, perPage });
    const isAction = meant === 'all' || meant === 'leave';
    if (isHandled || (group !== undefined && isAction && props.onAction(meant, reached))) {
      event.preventDefault();
      return;
    }
    if (target.closest('button') !== null) return;
    // Arrow Left collapses the row itself before it leaves for the group.
    const isRowKey = meant === null && props.onKey?.(event, reached) === true;
    if (isRowKey || groupKeys.rowKey(event, reached)) {
      event.preventDefault();
      return;
    }
    if (meant === null) return;
    if (event.key === 'ArrowDown' && !event.shiftKey && reached === rowCount - 1 && tail?.isShown === false) {
      grid.current?.querySelector<HTMLElement>('[data-tail]')?.focus();
    } else if (typeof meant === 'object') {
      props.onMove?.(meant.to, meant.extend);
      moveTo(meant.to);
    } else if (meant === 'heading') {
      const sorter = grid.current?.querySelector<HTMLElement>('[role="columnheader"] button');
      if (!sorter) return;
      sorter.focus();
    } else if (!props.onAction(meant, reached)) return;
    event.preventDefault();
  }

  function pointed(event: React.MouseEvent, act: (index: number, element: HTMLElement) => void): void {
    const row = pressedRow(event);
    if (row !== null && rowAt(row.index) !== undefined) act(row.index, row.element);
  }

  function click(event: React.MouseEvent<HTMLDivElement>): void {
    pointed(event, (index) => (props.onClick(index, event) ? focusRow(index) : setActive(index)));
  }

  function menu(event: React.MouseEvent): void {
    if (props.onMenu === undefined) return;
    pointed(event, (index, element) => {
      event.preventDefault();
      focusRow(index);
      props.onMenu?.(index, menuPlace(event, element));
    });
  }

  /** Minimum height that keeps a collapsed tail at the bottom of a short list. */
  const rest = tail?.isShown === false ? Math.max(0, height - heading) : 0;
  const framed = heading + geometry.height + 2;
  const sizes = {
    '--tail': `${end}px`,
    '--row': `${pitch}px`,
    '--heading': `${heading}px`,
    '--all-rows': `${framed}px`,
  };
  const template = props.template === undefined ? {} : { '--template': props.template };
  const own = props.tallest === undefined ? {} : { height: heading + Math.min(rowCount, props.tallest) * pitch + 2 };
  return (
    <div
      ref={grid}
      role="grid"
      {...(props.tree !== undefined && { role: 'treegrid' })}
      tabIndex={-1}
      className={`${css.grid} ${props.isFramed === true ? css.framed : ''} ${props.isWhole === true ? css.whole : ''} ${props.className ?? ''}`}
      aria-label={props.label}
      aria-rowcount={props.isBusy === true ? -1 : geometry.positions + 1}
      aria-busy={props.isBusy}
      aria-multiselectable={props.isMultiselectable}
      onScroll={readScroll}
      onFocus={groupKeys.onFocus}
      onKeyDown={keyDown}
      onClick={click}
      onDoubleClick={(event) => pointed(event, (index) => props.onDoubleClick?.(index))}
      onContextMenu={menu}
      style={{ ...sizes, ...template, ...own }}
    >
      <GridHeading columns={columns} onSort={props.onSort} />
      <div role="rowgroup" className={css.rows} style={{ height: Math.max(geometry.height, rest) }}>
        {items.map((item) => {
          if (item.kind === 'group') {
            const { key } = item.group;
            return (
              <GridGroupRow
                key={`group ${key}`}
                item={item}
                name={props.groupName?.(key) ?? key}
                isFolded={folding?.isFolded(key) === true}
                isTabStop={rowCount === 0 && item.index === groupStop}
                onToggle={folding && groupKeys.toggle}
              />
            );
          }
          const { index } = item;
          const row = rowAt(index);
          // The focused row keeps its element.
          const reused = index === reached ? `active ${index}` : index % slots;
          return (
            <GridRow
              key={props.reusesRows === true ? reused : index}
              {...{ row, index, Cells, context }}
              rowName={props.rowName}
              position={item.position}
              top={item.top}
              level={row === undefined ? undefined : props.tree?.level(row)}
              isExpanded={row === undefined ? undefined : props.tree?.isExpanded(row)}
              isActive={index === reached}
              isSelected={isSelected === undefined ? undefined : row !== undefined && isSelected(row)}
              isTicked={isTicked === undefined ? null : row !== undefined && isTicked(row)}
            />
          );
        })}
        {seenTail !== undefined && geometry.tail !== null && (
          <GridTailRow
            tail={seenTail}
            top={tail?.isShown === true ? geometry.tail.top : Math.max(geometry.tail.top, rest - end)}
            position={geometry.tail.position}
          />
        )}
      </div>
    </div>
  );
}
