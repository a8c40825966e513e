// SPDX-License-Identifier: Apache-2.0
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Grouping } from '../../../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateStatus } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { monthName } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { type CertificateList, rowAt, showRows, useCertificates } from '../../../state/certificates-store.ts';
import { stopSelecting, toggleSelected, useSelection } from '../../../state/selection-store.ts';
import { useSettings } from '../../../state/settings-store.ts';
import { CertificateRow } from './certificate-row.tsx';
import css from './certificate-table.module.css';
import { gridGeometry } from '../../../lib/grid/grid-geometry.ts';
import { selectAll, selectRange } from './select-rows.ts';
import { columnTemplate, fittingColumns } from './table-columns.ts';
import { TableHeading } from './table-heading.tsx';
import { tableKey } from '../../../lib/grid/table-keys.ts';
import { useScrollTop, useSize } from '../../../lib/grid/use-window.ts';

/** Pixels at 14 px text. */
const rowHeight = 57;
const headingHeight = 34;
/** For a quick turn of the wheel. */
const overscan = 4;

export interface CertificateTableProps {
  readonly list: CertificateList;
  readonly selected: string | null;
  readonly onSelect: (sha256: string) => void;
  readonly onOpen: (sha256: string) => void;
  readonly onDelete: (sha256: string) => void;
  /** In a narrow window. */
  readonly opensSheet: boolean;
}

/** Virtualised: row numbers alone give positions (L07, decision 0006). */
export function CertificateTable({ list, selected, opensSheet, onSelect, onOpen, onDelete }: CertificateTableProps) {
  const { t, language } = useText();
  const text = useMemo(() => ({ t, language }), [t, language]);
  const now = useNow();
  const scale = useSettings((state) => (state.settings?.textSize === 'large' ? 16 / 14 : 1));
  const pages = useCertificates((state) => state.pages);
  const selection = useSelection();
  const groupName = useGroupName();
  const grid = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(grid);
  const pitch = Math.round(rowHeight * scale);
  const heading = Math.round(headingHeight * scale);
  const [scrollTop, readScroll] = useScrollTop(grid, pitch);
  const [active, setActive] = useState(0);
  const anchor = useRef(0);
  const focusWanted = useRef(false);

  const { rowCount, groups, query } = list;
  const geometry = useMemo(() => gridGeometry(rowCount, groups, pitch, heading), [rowCount, groups, pitch, heading]);
  const columns = useMemo(
    () => fittingColumns(width / scale - (selection.on ? 44 : 0), language),
    [width, scale, language, selection.on],
  );
  const template = columnTemplate(columns, scale, selection.on);

  // Scroll to the top for a new query, not for a reload.
  const asked = useRef(query);
  useLayoutEffect(() => {
    if (asked.current === query) return;
    asked.current = query;
    if (grid.current !== null) grid.current.scrollTop = 0;
    readScroll();
    setActive(0);
    anchor.current = 0;
  }, [query, readScroll]);
  const reached = Math.min(active, Math.max(0, rowCount - 1));

  const items = geometry.between(scrollTop - overscan * pitch, scrollTop + height + overscan * pitch);
  const slots = Math.ceil(height / pitch) + 2 * overscan + 2;
  const rows = items.flatMap((item) => (item.kind === 'row' ? [item.index] : []));
  const [firstRow, lastRow] = [rows[0] ?? 0, rows.at(-1) ?? 0];
  useEffect(() => showRows(firstRow, lastRow), [firstRow, lastRow, query]);
  // Keep the focused row mounted when scrolled away.
  if (rowCount > 0 && !rows.includes(reached)) {
    const at = { top: geometry.topOf(reached), position: geometry.positionOf(reached) };
    items.push({ kind: 'row', index: reached, ...at });
  }

  useEffect(markFirstRows, []);
  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    rowElement(grid.current, reached)?.focus({ preventScroll: true });
  });

  const idAt = (index: number) => rowAt(pages, index)?.sha256;

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
    const inHeading = (event.target as HTMLElement).closest('[role="columnheader"]') !== null;
    if (inHeading) {
      headingKey(event, () => moveTo(reached));
      return;
    }
    const perPage = Math.max(1, Math.floor((height - heading) / pitch) - 1);
    const meant = tableKey(event, { active: reached, rowCount, perPage });
    if (meant === null || (meant === 'leave' && !selection.on)) return;
    event.preventDefault();
    const id = idAt(reached);
    if (typeof meant === 'object') {
      if (meant.extend) void selectRange(anchor.current, meant.to);
      else anchor.current = meant.to;
      const next = idAt(meant.to);
      if (!meant.extend && !opensSheet && next !== undefined) onSelect(next);
      moveTo(meant.to);
    } else if (meant === 'open' && id !== undefined) onOpen(id);
    else if (meant === 'tick' && id !== undefined) toggleSelected(id);
    else if (meant === 'delete' && id !== undefined) onDelete(id);
    else if (meant === 'all') void selectAll();
    else if (meant === 'leave') stopSelecting();
    else if (meant === 'heading') grid.current?.querySelector<HTMLElement>('[role="columnheader"] button')?.focus();
  }

  function click(event: React.MouseEvent<HTMLDivElement>): void {
    const target = event.target as HTMLElement;
    const row = target.closest<HTMLElement>('[data-index]');
    if (row === null) return;
    const index = Number(row.dataset['index']);
    const id = idAt(index);
    if (id === undefined) return;
    if (event.shiftKey) void selectRange(anchor.current, index);
    else {
      anchor.current = index;
      const ticks = target instanceof HTMLInputElement;
      if (event.ctrlKey || event.metaKey) {
        // The open certificate is part of the selection.
        if (!selection.on && selected !== null && selected !== id) toggleSelected(selected);
        toggleSelected(id);
      } else if (ticks) toggleSelected(id);
      else if (opensSheet) onOpen(id);
      else onSelect(id);
    }
    if (opensSheet && !selection.on) setActive(index);
    else focusRow(index);
  }

  return (
    <div
      ref={grid}
      role="grid"
      tabIndex={-1}
      className={css.table}
      aria-label={t('list.title')}
      aria-rowcount={geometry.positions + 1}
      aria-multiselectable
      onScroll={readScroll}
      onKeyDown={keyDown}
      onClick={click}
      style={{ '--template': template, '--row': `${pitch}px`, '--heading': `${heading}px` } as React.CSSProperties}
    >
      <TableHeading columns={columns} template={template} withCheckbox={selection.on} />
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
                  {screenText(groupName(query.group, item.group.key))}
                  <span className={css.groupCount}>{item.group.count}</span>
                </div>
              </div>
            );
          }
          const certificate = rowAt(pages, item.index);
          return (
            <CertificateRow
              // Reuse elements of rows scrolled away; the focused row keeps its own.
              key={item.index === reached ? `active ${item.index}` : item.index % slots}
              {...item}
              certificate={certificate}
              columns={columns}
              text={text}
              now={now}
              isActive={item.index === reached}
              isSelected={certificate !== undefined && certificate.sha256 === selected}
              isTicked={selection.on ? certificate !== undefined && selection.ids.has(certificate.sha256) : null}
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

function headingKey(event: React.KeyboardEvent, toRows: () => void): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="columnheader"] button')];
  const at = buttons.indexOf(event.target as HTMLElement);
  if (event.key === 'ArrowDown') toRows();
  else if (event.key === 'ArrowLeft') buttons[at - 1]?.focus();
  else if (event.key === 'ArrowRight') buttons[at + 1]?.focus();
  else return;
  event.preventDefault();
}

let marked = false;

/** For `scripts/measure/large-list.ts`. */
function markFirstRows(): void {
  if (marked) return;
  marked = true;
  requestAnimationFrame(() => setTimeout(() => performance.mark('certsteward:first-rows')));
}

function useGroupName(): (grouping: Grouping, key: string) => string {
  const { t, language } = useText();
  return (grouping, key) => {
    if (grouping === 'status') return t(`status.${key as CertificateStatus}`);
    if (grouping === 'month') return monthName(key, language);
    return key === '' ? t('list.untagged') : key;
  };
}
