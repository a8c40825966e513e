// SPDX-License-Identifier: Apache-2.0
import { memo } from 'react';
import { tokenObjectClasses } from '../../../../shared/schemas/token.ts';
import type { Text } from '../../../i18n/i18n.ts';
import type { ObjectGroup } from './object-groups.ts';
import { groupName, groupSub, keyWords, validityWords } from './object-words.ts';
import css from './objects-table.module.css';

export interface ObjectsRowProps {
  readonly group: ObjectGroup;
  readonly index: number;
  readonly top: number;
  /** In the Tab order. */
  readonly isActive: boolean;
  readonly publicOnly: boolean;
  readonly text: Text;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The table handles input, by `data-index`. */
export const ObjectsRow = memo(function ObjectsRow(props: ObjectsRowProps) {
  const { group, index, top, isActive, publicOnly, text, now } = props;
  const { t } = text;
  const { certificate, privateKey, objects } = group;
  const parts = tokenObjectClasses.filter((each) => objects.some((object) => object.class === each));
  const facts = certificate?.certificate ?? null;
  const expired = facts !== null && Date.parse(facts.notAfter) <= now;
  const name = groupName(t, group);
  const sub = groupSub(t, group);
  const key = privateKey?.key ?? null;
  const [firstWords = '', ...otherWords] = key === null ? [] : keyWords(t, key);
  const withoutKey = publicOnly ? t('tokenObjects.keyHidden') : t('tokenObjects.noKey');
  return (
    <div
      role="row"
      className={css.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
    >
      <div role="rowheader" className={css.cell} aria-label={sub === '' ? name : `${name} · ${sub}`}>
        <span className={css.stack}>
          <span className={css.title}>{name}</span>
          <span className={css.sub}>{sub}</span>
        </span>
      </div>
      <div role="gridcell" className={css.cell}>
        <span className={css.words}>{parts.map((part) => t(`tokenObjects.part.${part}`)).join(' + ')}</span>
      </div>
      <div role="gridcell" className={`${css.cell} ${css.key}`}>
        {key === null ? (
          <span className={css.sub}>{certificate === null || facts?.isCa === true ? '' : withoutKey}</span>
        ) : (
          <span className={css.stack}>
            <span>{firstWords}</span>
            <span className={css.sub}>{otherWords.join(' · ')}</span>
          </span>
        )}
      </div>
      <div role="gridcell" className={`${css.cell} ${css.valid} ${expired ? css.bad : ''}`}>
        {facts !== null && validityWords(text, facts.notBefore, facts.notAfter, now)}
      </div>
    </div>
  );
});
