// SPDX-License-Identifier: Apache-2.0
import { tokenObjectClasses } from '../../../../shared/domain/token-objects.ts';
import type { Text } from '../../../i18n/i18n.ts';
import { type CellsProps, GridCell } from '../../../ui/grid/grid-row.tsx';
import type { ObjectGroup } from './object-groups.ts';
import { groupName, groupSub, keyWords, validityWords } from './object-words.ts';
import words from '../../../ui/grid/cell-text.module.css';
import css from './objects-table.module.css';

export interface ObjectCellsContext {
  readonly publicOnly: boolean;
  readonly text: Text;
  /** ms since the epoch. */
  readonly now: number;
}

export function ObjectCells({ row, context }: CellsProps<ObjectGroup, ObjectCellsContext>) {
  if (row === undefined) return null;
  const { publicOnly, text, now } = context;
  const { t } = text;
  const { certificate, privateKey, objects } = row;
  const parts = tokenObjectClasses.filter((each) => objects.some((object) => object.class === each));
  const facts = certificate?.certificate ?? null;
  const expired = facts !== null && Date.parse(facts.notAfter) <= now;
  const name = groupName(t, row);
  const sub = groupSub(t, row);
  const key = privateKey?.key ?? null;
  const [firstWords = '', ...otherWords] = key === null ? [] : keyWords(t, key);
  const withoutKey = publicOnly ? t('tokenObjects.keyHidden') : t('tokenObjects.noKey');
  return (
    <>
      <GridCell isRowHeader aria-label={sub === '' ? name : `${name} · ${sub}`}>
        <span className={words.stack}>
          <span className={words.name} title={name}>
            {name}
          </span>
          <span className={words.sub} title={sub}>
            {sub}
          </span>
        </span>
      </GridCell>
      <GridCell>
        <span className={`${words.clamped} ${css.parts}`}>
          {parts.map((part) => t(`tokenObjects.part.${part}`)).join(' + ')}
        </span>
      </GridCell>
      <GridCell className={css.key}>
        {key === null ? (
          <span className={words.sub}>{certificate === null || facts?.isCa === true ? '' : withoutKey}</span>
        ) : (
          <span className={words.stack} title={[firstWords, ...otherWords].join(' · ')}>
            <span>{firstWords}</span>
            <span className={words.sub}>{otherWords.join(' · ')}</span>
          </span>
        )}
      </GridCell>
      <GridCell className={`${css.valid} ${expired ? css.bad : ''}`}>
        {facts !== null && validityWords(text, facts.notBefore, facts.notAfter, now)}
      </GridCell>
    </>
  );
}
