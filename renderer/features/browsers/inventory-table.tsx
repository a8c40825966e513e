// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { type InventoryList, inventoryRowAt, showInventoryRows, useStores } from '../../state/stores/stores-store.ts';
import { WindowedGrid } from '../../ui/grid/windowed-grid.tsx';
import { InventoryCells } from './inventory-cells.tsx';
import css from './inventory-table.module.css';

/** A longer table scrolls itself. */
export const wholeRows = 20;

const columnIds = ['holder', 'left', 'where', 'vault', 'next'] as const;

export interface InventoryTableProps {
  readonly list: InventoryList;
  readonly onOpen: (sha256: string) => void;
}

export function InventoryTable({ list, onOpen }: InventoryTableProps) {
  const { t, language } = useText();
  const now = useNow();
  const pages = useStores((state) => state.pages);
  const isWhole = list.matching <= wholeRows;
  const columns = useMemo(
    () => columnIds.map((id) => ({ id, name: t(`browsers.column.${id}`), className: css[id] })),
    [t],
  );
  const context = useMemo(() => ({ text: { t, language }, now }), [t, language, now]);
  const rowAt = (index: number) => inventoryRowAt(pages, index);
  const open = (index: number) => {
    const row = rowAt(index);
    if (row !== undefined) onOpen(row.sha256);
  };
  return (
    <WindowedGrid
      label={t('browsers.table')}
      className={`${css.table} ${isWhole ? '' : css.long}`}
      isFramed
      isWhole={isWhole}
      columns={columns}
      rowHeight={64}
      rowCount={list.matching}
      rowAt={rowAt}
      Cells={InventoryCells}
      context={context}
      query={list.query}
      source={list}
      onVisible={showInventoryRows}
      onAction={(action, index) => {
        if (action !== 'open' && action !== 'tick') return false;
        open(index);
        return true;
      }}
      onClick={(index) => {
        open(index);
        return false;
      }}
    />
  );
}
