// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { gridGeometry } from '../../../lib/grid/grid-geometry.ts';
import { tableKey } from '../../../lib/grid/table-keys.ts';
import { useScrollTop, useSize } from '../../../lib/grid/use-window.ts';
import { useSettings } from '../../../state/settings-store.ts';
import type { ObjectGroup } from './object-groups.ts';
import { ObjectsRow } from './objects-row.tsx';
import css from './objects-table.module.css';

/** Pixels at 14 px text. */
const rowHeight = 62;
const headingHeight = 34;
const overscan = 4;
/** Before it scrolls. */
const tallest = 7;
const columns = ['name', 'parts', 'key', 'valid'] as const;

export interface ObjectsTableProps {
  readonly groups: readonly ObjectGroup[];
  /** Private keys may be missing. */
  readonly publicOnly: boolean;
  readonly complete: boolean;
  readonly onOpen: (key: string) => void;
}

/** Virtualised: a token may hold 1,000. */
export function ObjectsTable({ groups, publicOnly, complete, onOpen }: ObjectsTableProps) {
  const { t, language } = useText();
  const text = useMemo(() => ({ t, language }), [t, language]);
  const now = useNow();
  const scale = useSettings((state) => (state.settings?.textSize === 'large' ? 16 / 14 : 1));
  const grid = useRef<HTMLDivElement>(null);
  const { height } = useSize(grid);
  const pitch = Math.round(rowHeight * scale);
  const heading = Math.round(headingHeight * scale);
  const [scrollTop, readScroll] = useScrollTop(grid, pitch);
  const [active, setActive] = useState(0);
  const focusWanted = useRef(false);
  const rowCount = groups.length;
  const geometry = useMemo(() => gridGeometry(rowCount, [], pitch, heading), [rowCount, pitch, heading]);
  const reached = Math.min(active, Math.max(0, rowCount - 1));

  const items = geometry.between(scrollTop - overscan * pitch, scrollTop + height + overscan * pitch);
  const rows = items.flatMap((item) => (item.kind === 'row' ? [{ index: item.index, top: item.top }] : []));
  // Keep the focused row mounted when scrolled away.
  if (rowCount > 0 && !rows.some(({ index }) => index === reached)) {
    rows.push({ index: reached, top: geometry.topOf(reached) });
  }

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    grid.current?.querySelector<HTMLElement>(`[data-index="${reached}"]`)?.focus({ preventScroll: true });
  });

  function moveTo(index: number): void {
    focusWanted.current = index !== reached;
    setActive(index);
    const element = grid.current;
    if (element === null) return;
    const top = geometry.topOf(index);
    const most = top + pitch + heading - element.clientHeight;
    if (element.scrollTop > top) element.scrollTop = top;
    else if (element.scrollTop < most) element.scrollTop = most;
    readScroll();
  }

  const open = (index: number) => {
    const group = groups[index];
    if (group !== undefined) onOpen(group.key);
  };

  function keyDown(event: React.KeyboardEvent<HTMLDivElement>): void {
    const perPage = Math.max(1, Math.floor((height - heading) / pitch) - 1);
    const meant = tableKey(event, { active: reached, rowCount, perPage });
    if (meant === 'open' || meant === 'tick') open(reached);
    else if (meant === null || typeof meant === 'string') return;
    else moveTo(meant.to);
    event.preventDefault();
  }

  function click(event: React.MouseEvent<HTMLDivElement>): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-index]');
    if (row === null) return;
    const index = Number(row.dataset['index']);
    setActive(index);
    open(index);
  }

  const shownRows = Math.min(rowCount, tallest);
  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      className={css.table}
      aria-label={t('tokenObjects.table')}
      aria-rowcount={complete ? rowCount + 1 : -1}
      aria-busy={!complete}
      onScroll={readScroll}
      onKeyDown={keyDown}
      onClick={click}
      style={
        {
          '--row': `${pitch}px`,
          '--heading': `${heading}px`,
          height: heading + shownRows * pitch + 2,
        } as React.CSSProperties
      }
    >
      <div role="rowgroup" className={css.heading}>
        <div role="row" aria-rowindex={1} className={css.headingRow}>
          {columns.map((column) => (
            <div key={column} role="columnheader" className={`${css.cell} ${css[column] ?? ''}`}>
              {t(`tokenObjects.column.${column}`)}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={css.rows} style={{ height: geometry.height }}>
        {rows.map(({ index, top }) => {
          const group = groups[index];
          return (
            group !== undefined && (
              <ObjectsRow
                key={group.key}
                group={group}
                index={index}
                top={top}
                isActive={index === reached}
                publicOnly={publicOnly}
                text={text}
                now={now}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
