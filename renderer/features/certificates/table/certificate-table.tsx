// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Grouping } from '../../../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateStatus } from '../../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { monthName } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import {
  type CertificateList,
  changeQuery,
  rowAt,
  showRows,
  useCertificates,
} from '../../../state/certificates-store.ts';
import { stopSelecting, toggleSelected, useSelection } from '../../../state/selection-store.ts';
import type { GridColumn } from '../../../ui/grid/grid-heading.tsx';
import type { GridAction } from '../../../ui/grid/grid-keys.ts';
import { useTextScale, WindowedGrid } from '../../../ui/grid/windowed-grid.tsx';
import { CertificateCells } from './certificate-cells.tsx';
import css from './certificate-table.module.css';
import { selectAll, selectRange } from './select-rows.ts';
import { type ColumnId, columnSort, columnTemplate, fittingColumns, iconWidth } from './table-columns.ts';

export interface CertificateTableProps {
  readonly list: CertificateList;
  readonly selected: string | null;
  readonly onSelect: (sha256: string) => void;
  readonly onOpen: (sha256: string) => void;
  readonly onDelete: (sha256: string) => void;
  /** In a narrow window. */
  readonly opensSheet: boolean;
}

export function CertificateTable({ list, selected, opensSheet, onSelect, onOpen, onDelete }: CertificateTableProps) {
  const { t, language } = useText();
  const now = useNow();
  const scale = useTextScale();
  const pages = useCertificates((state) => state.pages);
  const sort = useCertificates((state) => state.query.sort);
  const selection = useSelection();
  const groupName = useGroupName(list.query.group);
  const [width, setWidth] = useState(800);
  const anchor = useRef(0);
  const { query } = list;
  useEffect(() => {
    anchor.current = 0;
  }, [query]);
  useEffect(markFirstRows, []);

  const fitting = useMemo(
    () => fittingColumns(width / scale - (selection.on ? 44 : 0), language),
    [width, scale, language, selection.on],
  );
  const columns = useMemo(() => {
    const named = fitting.map(({ id, width: own }): GridColumn => {
      const by = columnSort[id];
      const name = t(`list.column.${id}`);
      if (by === null) return { id, name, nameHidden: own === iconWidth };
      return { id, name, sort: sort.by === by ? (sort.descending ? 'descending' : 'ascending') : 'none' };
    });
    return selection.on ? [{ id: 'tick', name: t('list.column.tick'), nameHidden: true }, ...named] : named;
  }, [fitting, sort, selection.on, t]);
  const context = useMemo(() => ({ columns: fitting, text: { t, language }, now }), [fitting, t, language, now]);

  const idAt = (index: number) => rowAt(pages, index)?.sha256;

  const onSort = useCallback((column: string) => {
    const by = columnSort[column as ColumnId];
    const { sort: before } = useCertificates.getState().query;
    if (by !== null) void changeQuery({ sort: { by, descending: before.by === by && !before.descending } });
  }, []);

  function move(to: number, extend: boolean): void {
    if (extend) void selectRange(anchor.current, to);
    else anchor.current = to;
    const next = idAt(to);
    if (!extend && !opensSheet && next !== undefined) onSelect(next);
  }

  function act(action: Exclude<GridAction, 'heading'>, index: number): boolean {
    if (action === 'leave' && !selection.on) return false;
    const id = idAt(index);
    if (action === 'all') void selectAll();
    else if (action === 'leave') stopSelecting();
    else if (id === undefined) return true;
    else if (action === 'open') onOpen(id);
    else if (action === 'tick') toggleSelected(id);
    else onDelete(id);
    return true;
  }

  function click(index: number, event: React.MouseEvent<HTMLDivElement>): boolean {
    const id = idAt(index);
    if (id === undefined) return false;
    if (event.shiftKey) void selectRange(anchor.current, index);
    else {
      anchor.current = index;
      if (event.ctrlKey || event.metaKey) {
        // The open certificate is part of the selection.
        if (!selection.on && selected !== null && selected !== id) toggleSelected(selected);
        toggleSelected(id);
      } else if (event.target instanceof HTMLInputElement) toggleSelected(id);
      else if (opensSheet) onOpen(id);
      else onSelect(id);
    }
    return !opensSheet || selection.on;
  }

  return (
    <WindowedGrid
      onWidth={setWidth}
      label={t('list.title')}
      className={css.table}
      columns={columns}
      onSort={onSort}
      template={columnTemplate(fitting, scale, selection.on)}
      rowHeight={57}
      rowCount={list.rowCount}
      rowAt={(index) => rowAt(pages, index)}
      Cells={CertificateCells}
      context={context}
      groups={list.groups}
      groupName={groupName}
      query={query}
      source={list}
      onVisible={showRows}
      isMultiselectable
      isSelected={({ sha256 }) => sha256 === selected}
      isTicked={selection.on ? ({ sha256 }) => selection.ids.has(sha256) : undefined}
      onMove={move}
      onAction={act}
      onClick={click}
      reusesRows
    />
  );
}

let marked = false;

/** For `scripts/measure/large-list.ts`. */
function markFirstRows(): void {
  if (marked) return;
  marked = true;
  requestAnimationFrame(() => setTimeout(() => performance.mark('certsteward:first-rows')));
}

function useGroupName(grouping: Grouping): (key: string) => string {
  const { t, language } = useText();
  return (key) => {
    if (grouping === 'status') return t(`status.${key as CertificateStatus}`);
    if (grouping === 'month') return monthName(key, language);
    return key === '' ? t('list.untagged') : screenText(key);
  };
}
