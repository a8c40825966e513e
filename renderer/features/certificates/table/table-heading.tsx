// SPDX-License-Identifier: Apache-2.0
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { changeQuery, useCertificates } from '../../../state/certificates-store.ts';
import css from './certificate-table.module.css';
import { type ColumnSpec, columnSort, iconWidth } from './table-columns.ts';

export interface TableHeadingProps {
  readonly columns: readonly ColumnSpec[];
  readonly template: string;
  readonly withCheckbox: boolean;
}

/** Not in the Tab order: arrow keys lead here from the first row. */
export const TableHeading = memo(function TableHeading({ columns, template, withCheckbox }: TableHeadingProps) {
  const { t } = useText();
  const sort = useCertificates((state) => state.query.sort);
  return (
    <div role="rowgroup" className={css.heading}>
      <div role="row" aria-rowindex={1} className={css.headingRow} style={{ gridTemplateColumns: template }}>
        {withCheckbox && (
          <div role="columnheader" className={css.column}>
            <span className={css.hidden}>{t('list.column.tick')}</span>
          </div>
        )}
        {columns.map(({ id, width }) => {
          const by = columnSort[id];
          const name = t(`list.column.${id}`);
          if (by === null) {
            return (
              <div key={id} role="columnheader" className={css.column}>
                <span className={width === iconWidth ? css.hidden : undefined}>{name}</span>
              </div>
            );
          }
          const sorted = sort.by === by;
          const Arrow = sort.descending ? ArrowDown : ArrowUp;
          return (
            <div
              key={id}
              role="columnheader"
              className={css.column}
              aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : 'none'}
            >
              <button
                type="button"
                className={css.sorter}
                tabIndex={-1}
                onClick={() => void changeQuery({ sort: { by, descending: sorted && !sort.descending } })}
              >
                {name}
                {sorted && <Arrow size={14} aria-hidden />}
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
});
