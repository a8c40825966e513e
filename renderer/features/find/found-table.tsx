// SPDX-License-Identifier: Apache-2.0
import type { FoundFile } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';
import hidden from '../../ui/visually-hidden.module.css';
import css from './found-table.module.css';
import { FoundRow } from './found-row.tsx';

export interface FoundTableProps {
  readonly rows: readonly FoundFile[];
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (id: string, on: boolean) => void;
  readonly onOpen: (id: string) => void;
}

export function FoundTable({ rows, ticked, onTick, onOpen }: FoundTableProps) {
  const { t } = useText();
  return (
    <table className={css.table} aria-label={t('find.results')}>
      <thead>
        <tr>
          <th scope="col" className={css.tick}>
            <span className={hidden.hidden}>{t('find.column.tick')}</span>
          </th>
          <th scope="col">{t('find.column.what')}</th>
          <th scope="col">{t('find.column.where')}</th>
          <th scope="col">{t('find.column.left')}</th>
          <th scope="col">{t('find.column.state')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((file) => (
          <FoundRow
            key={file.id}
            file={file}
            ticked={ticked.has(file.id)}
            onTick={(on) => onTick(file.id, on)}
            onOpen={() => onOpen(file.id)}
          />
        ))}
      </tbody>
    </table>
  );
}
