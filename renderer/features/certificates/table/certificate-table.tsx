// SPDX-License-Identifier: Apache-2.0
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Grouping } from '../../../../shared/schemas/certificates/certificate-query.ts';
import type { CertificateStatus } from '../../../../shared/schemas/certificates/certificate.ts';
import type { ListRow } from '../../../../shared/schemas/certificates/list-row.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { isShortcut } from '../../../lib/shortcuts.ts';
import { monthName } from '../../../lib/text/dates.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { idsOfRow, runCertificateAction, runOnSelected } from '../../../state/certificate-actions.ts';
import {
  type CertificateList,
  foldGroup,
  indexOf,
  openPair,
  rowAt,
  showRows,
  useCertificates,
} from '../../../state/certificates-store.ts';
import { changeListView, showExpired } from '../../../state/list-view.ts';
import { stopSelecting, toggleSelected, useSelection } from '../../../state/selection-store.ts';
import { useSettings } from '../../../state/settings-store.ts';
import type { GridAction } from '../../../ui/grid/grid-keys.ts';
import type { GridHandle } from '../../../ui/grid/grid-props.ts';
import { WindowedGrid } from '../../../ui/grid/windowed-grid.tsx';
import { CertificateCells } from './certificate-cells.tsx';
import css from './certificate-table.module.css';
import { RowMenu, type RowMenuAt } from './row-menu.tsx';
import { rowWords } from './row-words.ts';
import { selectAll, selectRange } from './select-rows.ts';
import { type ColumnId, columnSort } from './table-columns.ts';
import { useTableLook } from './use-table-look.tsx';
import { useTypeAhead } from './use-type-ahead.ts';

export interface CertificateTableProps {
  readonly list: CertificateList;
  readonly selected: string | null;
  readonly onSelect: (sha256: string) => void;
  readonly onOpen: (sha256: string) => void;
  readonly opensSheet: boolean;
}

export function CertificateTable({ list, selected, opensSheet, onSelect, onOpen }: CertificateTableProps) {
  const { t } = useText();
  const pages = useCertificates((state) => state.pages);
  const selection = useSelection();
  const groupName = useGroupName(list.query.group);
  const isHidden = useSettings(({ settings }) => settings?.list.expiredHidden === true);
  const [width, setWidth] = useState(800);
  const [menu, setMenu] = useState<RowMenuAt | null>(null);
  const grid = useRef<GridHandle>(null);
  const anchor = useRef(0);
  const { query } = list;
  useEffect(() => {
    anchor.current = 0;
  }, [query]);
  useEffect(markFirstRows, []);
  // Expanding the expired certificates, a group or an identity keeps the scroll position.
  const scrolledBy = useMemo(() => JSON.stringify({ ...query, expired: null, opened: null, folded: null }), [query]);
  const current = useMemo(() => indexOf(pages, selected), [pages, selected]);
  const { columns, template, context, isComfortable } = useTableLook(list, width);

  const folding = useMemo(
    () => ({ isFolded: (key: string) => query.folded?.includes(key) === true, onFold: foldFromGrid }),
    [query],
  );
  const rowNumber = (index: number) => rowAt(pages, index);
  const idAt = (index: number) => rowNumber(index)?.sha256;
  const typeAhead = useTypeAhead((index) => grid.current?.jumpTo(index));

  const onSort = useCallback((column: string) => {
    const by = columnSort[column as ColumnId];
    const { sort: before } = useCertificates.getState().query;
    if (by === undefined) return;
    void changeListView({ sort: { by, descending: before.by === by && !before.descending } });
  }, []);

  function move(to: number, extend: boolean): void {
    if (extend) void selectRange(anchor.current, to);
    else anchor.current = to;
    const next = idAt(to);
    if (!extend && !opensSheet && next !== undefined) onSelect(next);
  }

  function act(action: Exclude<GridAction, 'heading'>, index: number): boolean {
    if (action === 'leave' && !selection.on) return false;
    const row = rowNumber(index);
    if (action === 'all') void selectAll();
    else if (action === 'leave') {
      stopSelecting();
      if (!opensSheet && row !== undefined) onSelect(row.sha256);
    } else if (row === undefined) return true;
    else if (action === 'open') onOpen(row.sha256);
    // Certificates outside the vault have their actions in the details.
    else if (!row.inVault) return true;
    else if (action === 'tick') toggleSelected(idsOfRow(row));
    else runOnRows('delete', row);
    return true;
  }

  /** ARIA treegrid pattern. */
  function openByKey(pressed: string, row: ListRow, index: number): boolean {
    const state = pairState(row);
    if (pressed === 'ArrowLeft' && row.part === 'encryption') grid.current?.jumpTo(index - 1);
    else if (row.pair === null || pressed !== (state === true ? 'ArrowLeft' : 'ArrowRight')) return false;
    else if (state !== undefined) void openPair(row.pair.signing.sha256, !state);
    return true;
  }

  function key(event: React.KeyboardEvent, index: number): boolean {
    const here = rowNumber(index);
    const row = here?.inVault === true ? here : undefined;
    if (row !== undefined && event.key === 'F2') runCertificateAction('describe', row);
    else if (row !== undefined && isShortcut(event.nativeEvent, 'b')) runOnRows('backup', row);
    else if (row !== undefined && isShortcut(event.nativeEvent, 'e')) runOnRows('export', row);
    else if (event.ctrlKey || event.metaKey || event.altKey) return false;
    else if (row !== undefined && /^Arrow(Left|Right)$/.test(event.key)) return openByKey(event.key, row, index);
    else return typeAhead(event.key, index);
    return true;
  }

  function click(index: number, event: React.MouseEvent<HTMLDivElement>): boolean {
    const row = rowNumber(index);
    if (row === undefined) return false;
    const id = row.sha256;
    if (event.shiftKey) void selectRange(anchor.current, index);
    else {
      anchor.current = index;
      if ((event.ctrlKey || event.metaKey) && row.inVault) {
        if (!selection.on && selected !== null && selected !== id) toggleSelected([selected]);
        toggleSelected(idsOfRow(row));
      } else if (event.target instanceof HTMLInputElement) toggleSelected(idsOfRow(row));
      else if (opensSheet) onOpen(id);
      else onSelect(id);
    }
    return !opensSheet || selection.on;
  }

  return (
    <>
      <WindowedGrid
        handle={grid}
        onWidth={setWidth}
        label={t('list.title')}
        className={`${css.table} ${isComfortable ? css.comfortable : ''} ${selection.on ? css.picking : ''}`}
        columns={columns}
        onSort={onSort}
        template={template}
        rowHeight={isComfortable ? 52 : 36}
        rowCount={list.rowCount}
        rowAt={rowNumber}
        Cells={CertificateCells}
        rowName={rowWords}
        context={context}
        groups={list.groups}
        groupName={groupName}
        folding={folding}
        tail={tailOf(list, isHidden, t)}
        query={scrolledBy}
        source={list}
        onVisible={showRows}
        {...(hasPairs(pages) && { tree: { level: levelOf, isExpanded: pairState } })}
        isMultiselectable
        current={opensSheet ? undefined : current}
        isSelected={({ sha256 }) => sha256 === selected}
        isTicked={selection.on ? ({ sha256 }) => selection.ids.has(sha256) : undefined}
        onMove={move}
        onAction={act}
        onKey={key}
        onMenu={(index, at) => {
          const certificate = rowNumber(index);
          if (certificate?.inVault !== true) return;
          onSelect(certificate.sha256);
          const row = idsOfRow(certificate);
          const { ids } = selection;
          const isOfMany = ids.size > row.length && row.every((sha256) => ids.has(sha256));
          setMenu({ certificate, selected: isOfMany ? [...ids] : [], ...at });
        }}
        onClick={click}
        onDoubleClick={(index) => {
          const id = idAt(index);
          if (id !== undefined) onOpen(id);
        }}
        reusesRows
      />
      {menu !== null && <RowMenu at={menu} onClose={() => setMenu(null)} />}
    </>
  );
}

/** `isHidden`: the setting hides expired certificates, even those shown for now. */
function tailOf({ expired, hidden, rowCount }: CertificateList, isHidden: boolean, t: Text['t']) {
  const name = t('list.expired');
  if (hidden > 0) {
    const onToggle = () => void showExpired(true);
    return { name, count: hidden, note: t('list.expiredNotShown'), isShown: false, start: rowCount, onToggle };
  }
  if (expired === null) return undefined;
  const { count, isShown } = expired;
  const shownNote = isHidden ? 'list.expiredForNow' : 'list.expiredKept';
  return {
    name,
    count,
    note: t(isShown ? shownNote : 'list.expiredFolded'),
    isShown,
    start: rowCount - (isShown ? count : 0),
    onToggle: () => void showExpired(!isShown),
  };
}

function foldFromGrid(key: string, isFolded: boolean): void {
  void foldGroup(key, isFolded);
}

/** Returns undefined if the row can't be expanded. */
function pairState({ pair, part }: ListRow): boolean | undefined {
  return pair === null || part === 'encryption' ? undefined : part === 'signing';
}

function levelOf({ part }: ListRow): number {
  return part === 'encryption' ? 2 : 1;
}

function hasPairs(pages: ReadonlyMap<number, readonly ListRow[]>): boolean {
  return [...pages.values()].some((rows) => rows.some(({ pair }) => pair !== null));
}

function runOnRows(action: 'delete' | 'backup' | 'export', row: ListRow): void {
  const { on, ids } = useSelection.getState();
  if (!on || ids.size === 0) runCertificateAction(action, row);
  else runOnSelected(action, [...ids]);
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
    if (key === '') return t(grouping === 'tag' ? 'list.untagged' : 'list.notGrouped');
    if (grouping !== 'where') return screenText(key);
    if (key.startsWith('vault:')) return t('list.where.vault');
    const name = screenText(key.slice(key.indexOf(':') + 1));
    return key.startsWith('token:') ? [t('list.where.token'), name].filter(Boolean).join(' · ') : name;
  };
}
