// SPDX-License-Identifier: Apache-2.0
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { gridGeometry } from '../../lib/grid/grid-geometry.ts';
import { tableKey } from '../../lib/grid/table-keys.ts';
import { useScrollTop, useSize } from '../../lib/grid/use-window.ts';
import { useSettings } from '../../state/settings-store.ts';
import { type InventoryList, inventoryRowAt, showInventoryRows, useStores } from '../../state/stores/stores-store.ts';
import { InventoryRow } from './inventory-row.tsx';
import css from './inventory-table.module.css';

/** Pixels at 14 px text. */
const rowHeight = 64;
const headingHeight = 34;
const overscan = 4;
const columns = ['holder', 'left', 'where', 'vault', 'next'] as const;

export interface InventoryTableProps {
  readonly list: InventoryList;
  readonly onOpen: (sha256: string) => void;
}

/** Virtualised (S08). */
export function InventoryTable({ list, onOpen }: InventoryTableProps) {
  const { t, language } = useText();
  const text = useMemo(() => ({ t, language }), [t, language]);
  const now = useNow();
  const scale = useSettings((state) => (state.settings?.textSize === 'large' ? 16 / 14 : 1));
  const pages = useStores((state) => state.pages);
  const grid = useRef<HTMLDivElement>(null);
  const { height } = useSize(grid);
  const pitch = Math.round(rowHeight * scale);
  const heading = Math.round(headingHeight * scale);
  const [scrollTop, readScroll] = useScrollTop(grid, pitch);
  const [active, setActive] = useState(0);
  const focusWanted = useRef(false);
  const rowCount = list.matching;
  const geometry = useMemo(() => gridGeometry(rowCount, [], pitch, heading), [rowCount, pitch, heading]);
  const reached = Math.min(active, Math.max(0, rowCount - 1));

  // Scroll to the top for a new query, not for a reload.
  const { query } = list;
  useLayoutEffect(() => {
    if (grid.current !== null) grid.current.scrollTop = 0;
    readScroll();
    setActive(0);
  }, [query, readScroll]);

  const items = geometry.between(scrollTop - overscan * pitch, scrollTop + height + overscan * pitch);
  const rows = items.flatMap((item) => (item.kind === 'row' ? [{ index: item.index, top: item.top }] : []));
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0];
  useEffect(() => showInventoryRows(first, last), [first, last, list]);
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
    const row = inventoryRowAt(pages, index);
    if (row !== undefined) onOpen(row.sha256);
  };

  function keyDown(event: React.KeyboardEvent<HTMLDivElement>): void {
    if ((event.target as HTMLElement).closest('button') !== null) return;
    const perPage = Math.max(1, Math.floor((height - heading) / pitch) - 1);
    const meant = tableKey(event, { active: reached, rowCount, perPage });
    if (meant === 'open' || meant === 'tick') open(reached);
    else if (meant === null || typeof meant === 'string') return;
    else moveTo(meant.to);
    event.preventDefault();
  }

  function click(event: React.MouseEvent<HTMLDivElement>): void {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-index]');
    if (row === null || target.closest('button') !== null) return;
    const index = Number(row.dataset['index']);
    setActive(index);
    open(index);
  }

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      className={css.table}
      aria-label={t('browsers.table')}
      aria-rowcount={rowCount + 1}
      onScroll={readScroll}
      onKeyDown={keyDown}
      onClick={click}
      style={{ '--row': `${pitch}px`, '--heading': `${heading}px` } as React.CSSProperties}
    >
      <div role="rowgroup" className={css.heading}>
        <div role="row" aria-rowindex={1} className={css.headingRow}>
          {columns.map((column) => (
            <div key={column} role="columnheader" className={`${css.cell} ${css[column] ?? ''}`}>
              {t(`browsers.column.${column}`)}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={css.rows} style={{ height: geometry.height }}>
        {rows.map(({ index, top }) => (
          <InventoryRow
            key={index}
            row={inventoryRowAt(pages, index)}
            index={index}
            top={top}
            isActive={index === reached}
            text={text}
            now={now}
          />
        ))}
      </div>
    </div>
  );
}
