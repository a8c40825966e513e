// SPDX-License-Identifier: Apache-2.0
import { foundStates } from '../../../shared/domain/certificates/certificate-states.ts';
import type { FoundState } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import css from './find-page.module.css';
import type { Chosen } from './use-chosen.ts';
import type { FoundFilter, SearchResults } from './use-search.ts';

export interface FoundBarProps {
  readonly results: SearchResults;
  readonly filter: FoundFilter;
  readonly chosen: Chosen;
  readonly onFilter: (filter: FoundFilter) => void;
}

export function FoundBar({ results, filter, chosen, onFilter }: FoundBarProps) {
  const { t } = useText();
  const { counts } = results;
  const { ids, selectable, tick, attempt } = chosen;
  const all = ids.length > 0 && ids.length === selectable.length;
  return (
    <div className={css.filters}>
      <ChipGroup<FoundState | 'all'>
        label={t('find.show')}
        value={filter.states[0] ?? 'all'}
        onChange={(state) => onFilter({ ...filter, states: state === 'all' ? [] : [state] })}
        chips={[
          { value: 'all', name: t('find.all'), count: foundStates.reduce((sum, state) => sum + counts[state], 0) },
          ...foundStates.map((state) => ({ value: state, name: t(`find.state.${state}`), count: counts[state] })),
        ]}
      />
      <Checkbox isSelected={filter.withKeysOnly} onChange={(withKeysOnly) => onFilter({ ...filter, withKeysOnly })}>
        {t('find.withKeys')}
      </Checkbox>
      {selectable.length > 0 && (
        <span className={css.end}>
          <Button look="quiet" size="small" isDisabled={attempt.busy} onPress={() => tick(selectable, !all)}>
            {all ? t('find.tickNone') : t('find.tickNew', { count: selectable.length })}
          </Button>
        </span>
      )}
    </div>
  );
}
