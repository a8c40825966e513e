// SPDX-License-Identifier: Apache-2.0
import { ArrowDownWideNarrow, ArrowUpNarrowWide, FileSpreadsheet, ListChecks, X } from 'lucide-react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { chainStates, groupings, sortKeys } from '../../../shared/domain/certificates/certificate-states.ts';
import type { Grouping, SortKey } from '../../../shared/schemas/certificates/certificate-query.ts';
import type { ChainState } from '../../../shared/schemas/certificates/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { monthAndYear } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { changeQuery, type ListQuery, useCertificates } from '../../state/certificates-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { startSelecting } from '../../state/selection-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { SelectField } from '../../ui/fields/select-field.tsx';
import css from './list-bar.module.css';

const keyValues = { all: null, held: true, missing: false } as const;
type KeyValue = keyof typeof keyValues;
/** No tag is empty. */
const everyTag = '';
const noTags: readonly string[] = [];

function view({ query: { sort, group, tag, month, hasKey, chainState, hideInactive } }: { readonly query: ListQuery }) {
  return { sort, group, tag, month, hasKey, chainState, hideInactive };
}

/** Memoised against typing in the search. */
export const ListBar = memo(function ListBar() {
  const { t, language } = useText();
  const { sort, group, tag, month, hasKey, chainState, hideInactive } = useCertificates(useShallow(view));
  const tags = useCertificates(useShallow((state) => state.list?.tags ?? noTags));
  const hidden = useCertificates((state) => state.list?.hidden ?? 0);
  const shownTags = tag === null || tags.includes(tag) ? tags : [...tags, tag];
  const keyValue: KeyValue = hasKey === null ? 'all' : hasKey ? 'held' : 'missing';
  const Direction = sort.descending ? ArrowDownWideNarrow : ArrowUpNarrowWide;
  return (
    <div className={`${css.bar} ${css.view}`} role="group" aria-label={t('list.view')}>
      <div className={css.filters}>
        <span className={css.pair}>
          <SelectField<SortKey>
            label={t('list.sort')}
            value={sort.by}
            options={sortKeys.map((by) => ({ value: by, name: t(`list.sortBy.${by}`) }))}
            onChange={(by) => void changeQuery({ sort: { by, descending: false } })}
          />
          <Button
            look="quiet"
            size="icon"
            aria-label={sort.descending ? t('list.descending') : t('list.ascending')}
            onPress={() => void changeQuery({ sort: { ...sort, descending: !sort.descending } })}
          >
            <Direction size={17} aria-hidden />
          </Button>
        </span>
        <SelectField<Grouping>
          label={t('list.group')}
          value={group}
          options={groupings.map((by) => ({ value: by, name: t(`list.groupBy.${by}`) }))}
          onChange={(by) => void changeQuery({ group: by })}
        />
        {shownTags.length > 0 && (
          <SelectField
            label={t('list.tag')}
            value={tag ?? everyTag}
            options={[
              { value: everyTag, name: t('list.every') },
              ...shownTags.map((each) => ({ value: each, name: screenText(each) })),
            ]}
            onChange={(value) => void changeQuery({ tag: value === everyTag ? null : value })}
          />
        )}
        <SelectField<KeyValue>
          label={t('list.column.key')}
          value={keyValue}
          options={[
            { value: 'all', name: t('list.every') },
            { value: 'held', name: t('list.keyHeld') },
            { value: 'missing', name: t('list.keyMissing') },
          ]}
          onChange={(value) => void changeQuery({ hasKey: keyValues[value] })}
        />
        <SelectField<ChainState | 'all'>
          label={t('list.column.chain')}
          value={chainState ?? 'all'}
          options={[
            { value: 'all', name: t('list.every') },
            ...chainStates.map((state) => ({ value: state, name: t(`list.chain.${state}`) })),
          ]}
          onChange={(value) => void changeQuery({ chainState: value === 'all' ? null : value })}
        />
        <Checkbox isSelected={hideInactive} onChange={(hide) => void changeQuery({ hideInactive: hide })}>
          {hideInactive && hidden > 0 ? t('list.hiddenInactive', { count: hidden }) : t('list.hideInactive')}
        </Checkbox>
        {month !== null && (
          <Button
            size="small"
            aria-label={t('timeline.all', { month: monthAndYear(month, language) })}
            onPress={() => void changeQuery({ month: null })}
          >
            {monthAndYear(month, language)}
            <X size={14} aria-hidden />
          </Button>
        )}
      </div>
      <div className={css.acts}>
        <Button look="quiet" size="small" onPress={() => void openDialog('certificates.list-file')}>
          <FileSpreadsheet size={16} aria-hidden />
          {t('list.fileOpen')}
        </Button>
        <Button look="quiet" size="small" onPress={() => startSelecting()}>
          <ListChecks size={16} aria-hidden />
          {t('list.select')}
        </Button>
      </div>
    </div>
  );
});
