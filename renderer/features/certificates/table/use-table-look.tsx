// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { useNow } from '../../../lib/clock.ts';
import type { CertificateList } from '../../../state/certificates-store.ts';
import { useCertificates } from '../../../state/certificates-store.ts';
import { comfortableUpTo, plainView } from '../../../state/list-view.ts';
import { stopSelecting, useSelection } from '../../../state/selection-store.ts';
import { useSettings } from '../../../state/settings-store.ts';
import type { GridColumn } from '../../../ui/grid/grid-heading.tsx';
import { useTextScale } from '../../../state/text-size.ts';
import type { CertificateCellsContext } from './certificate-cells.tsx';
import css from './certificate-table.module.css';
import { selectAll } from './select-rows.ts';
import { columnSort, columnTemplate, fittingColumns } from './table-columns.ts';

export interface TableLook {
  readonly columns: readonly GridColumn[];
  readonly template: string;
  readonly context: CertificateCellsContext;
  readonly isComfortable: boolean;
}

export function useTableLook(list: CertificateList, width: number): TableLook {
  const { t, language } = useText();
  const now = useNow();
  const scale = useTextScale();
  const sort = useCertificates((state) => state.query.sort);
  const view = useSettings((state) => state.settings?.list ?? plainView);
  const selecting = useSelection(({ on, isWhole }) => (on ? (isWhole ? 'all' : 'some') : 'none'));
  const own = list.filters.all;
  const isComfortable = view.density === 'auto' ? own <= comfortableUpTo : view.density === 'comfortable';
  const fitting = useMemo(
    () => fittingColumns({ chosen: view.columns, width: width / scale, language, isComfortable }),
    [view.columns, width, scale, language, isComfortable],
  );
  const columns = useMemo(
    () =>
      fitting.map(({ id }): GridColumn => {
        const name = t(`list.column.${id}`);
        if (id === 'tick') return { id, name, content: <TickAll ticked={selecting} name={t('list.selectAll')} /> };
        const by = columnSort[id];
        if (by === undefined) return { id, name };
        return { id, name, sort: sort.by === by ? (sort.descending ? 'descending' : 'ascending') : 'none' };
      }),
    [fitting, sort, selecting, t],
  );
  const context = useMemo(
    () => ({ columns: fitting, text: { t, language }, now, isComfortable }),
    [fitting, t, language, now, isComfortable],
  );
  return { columns, template: columnTemplate(fitting, scale), context, isComfortable };
}

function TickAll({ ticked, name }: { readonly ticked: 'all' | 'some' | 'none'; readonly name: string }) {
  const isAll = ticked === 'all';
  return (
    <input
      ref={(box) => {
        if (box !== null) box.indeterminate = ticked === 'some';
      }}
      type="checkbox"
      className={`${css.tick} ${css.headTick}`}
      checked={isAll}
      tabIndex={-1}
      aria-label={name}
      onChange={() => (isAll ? stopSelecting() : void selectAll())}
    />
  );
}
