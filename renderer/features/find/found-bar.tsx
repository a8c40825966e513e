// SPDX-License-Identifier: Apache-2.0
import { foundStates } from '../../../shared/domain/certificates/certificate-states.ts';
import type { FoundState } from '../../../shared/schemas/certificates/found-file.ts';
import { useText } from '../../i18n/i18n.ts';
import { Checkbox, Choice } from '../../ui/fields/choice.tsx';
import css from './find-page.module.css';
import type { FoundFilter, SearchResults } from './use-search.ts';

export interface FoundBarProps {
  readonly results: SearchResults;
  readonly filter: FoundFilter;
  readonly onFilter: (filter: FoundFilter) => void;
}

export function FoundBar({ results, filter, onFilter }: FoundBarProps) {
  const { t } = useText();
  const { counts } = results;
  const total = foundStates.reduce((sum, state) => sum + counts[state], 0);
  const value: FoundState | 'all' = filter.states[0] ?? 'all';
  return (
    <div className={css.filters}>
      <Choice
        look="segments"
        label={t('find.show')}
        value={value}
        onChange={(state) => onFilter({ ...filter, states: state === 'all' ? [] : [state] })}
        options={[
          { value: 'all' as const, name: t('find.all', { total }) },
          ...foundStates.map((state) => ({
            value: state,
            name: t('find.stateCount', { state: t(`find.state.${state}`), total: counts[state] }),
          })),
        ]}
      />
      <Checkbox isSelected={filter.withKeysOnly} onChange={(withKeysOnly) => onFilter({ ...filter, withKeysOnly })}>
        {t('find.withKeys')}
      </Checkbox>
    </div>
  );
}
