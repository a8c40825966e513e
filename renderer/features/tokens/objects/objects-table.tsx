// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import { WindowedGrid } from '../../../ui/grid/windowed-grid.tsx';
import type { ObjectGroup } from './object-groups.ts';
import { ObjectCells } from './object-cells.tsx';
import css from './objects-table.module.css';

const columnIds = ['name', 'parts', 'key', 'valid'] as const;

export interface ObjectsTableProps {
  readonly groups: readonly ObjectGroup[];
  readonly publicOnly: boolean;
  readonly complete: boolean;
  readonly onOpen: (key: string) => void;
}

/** Virtualised, because a token can hold 1,000 objects. */
export function ObjectsTable({ groups, publicOnly, complete, onOpen }: ObjectsTableProps) {
  const { t, language } = useText();
  const now = useNow();
  const columns = useMemo(
    () => columnIds.map((id) => ({ id, name: t(`tokenObjects.column.${id}`), className: css[id] })),
    [t],
  );
  const context = useMemo(() => ({ publicOnly, text: { t, language }, now }), [publicOnly, t, language, now]);
  const open = (index: number) => {
    const group = groups[index];
    if (group !== undefined) onOpen(group.key);
  };
  return (
    <WindowedGrid
      label={t('tokenObjects.table')}
      className={css.table}
      isFramed
      columns={columns}
      rowHeight={62}
      rowCount={groups.length}
      tallest={7}
      isBusy={!complete}
      rowAt={(index) => groups[index]}
      Cells={ObjectCells}
      context={context}
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
