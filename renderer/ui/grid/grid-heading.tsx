// SPDX-License-Identifier: Apache-2.0
import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import hidden from '../visually-hidden.module.css';
import css from './windowed-grid.module.css';

export interface GridColumn {
  readonly id: string;
  readonly name: string;
  readonly nameHidden?: boolean;
  readonly className?: string | undefined;
  readonly content?: ReactNode;
  readonly sort?: 'ascending' | 'descending' | 'none';
}

export interface GridHeadingProps {
  readonly columns: readonly GridColumn[];
  readonly onSort: ((column: string) => void) | undefined;
}

export const GridHeading = memo(function GridHeading({ columns, onSort }: GridHeadingProps) {
  return (
    <div role="rowgroup" className={css.heading}>
      <div role="row" aria-rowindex={1} className={css.headingRow}>
        {columns.map(({ id, name, nameHidden, className, content, sort }) => {
          const Arrow = sort === 'descending' ? ArrowDown : ArrowUp;
          return (
            <div key={id} role="columnheader" className={`${css.cell} ${className ?? ''}`} aria-sort={sort}>
              {content}
              {content === undefined && sort === undefined && (
                <span className={nameHidden === true ? hidden.hidden : undefined}>{name}</span>
              )}
              {sort !== undefined && (
                <button type="button" className={css.sorter} tabIndex={-1} onClick={() => onSort?.(id)}>
                  {name}
                  {sort !== 'none' && <Arrow size={14} aria-hidden />}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
});

export function headingKey(event: React.KeyboardEvent, toRows: () => void): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="columnheader"] button')];
  const at = buttons.indexOf(event.target as HTMLElement);
  if (event.key === 'ArrowDown') toRows();
  else if (event.key === 'ArrowLeft') buttons[at - 1]?.focus();
  else if (event.key === 'ArrowRight') buttons[at + 1]?.focus();
  else return;
  event.preventDefault();
}
