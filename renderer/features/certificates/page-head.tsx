// SPDX-License-Identifier: Apache-2.0
import { ChartColumn, Plus } from 'lucide-react';
import { memo, type RefObject } from 'react';
import { ToggleButton } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { shortcutText } from '../../lib/shortcuts.ts';
import { changeQuery, useCertificates } from '../../state/certificates-store.ts';
import { openImport } from '../../state/imports-store.ts';
import { Button } from '../../ui/button.tsx';
import { SearchInput } from '../../ui/fields/search-input.tsx';
import layout from '../../ui/layout.module.css';
import css from './certificates-page.module.css';

/** certificates-store batches letters typed while main answers. */
export const SearchBox = memo(function SearchBox({
  inputRef,
}: {
  readonly inputRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useText();
  const searched = useCertificates((state) => state.query.search);
  return (
    <SearchInput
      label={t('list.search')}
      hint={t('list.searchHint')}
      searched={searched}
      onSearch={(search) => void changeQuery({ search })}
      inputRef={inputRef}
      shortcut={{ shown: shortcutText('K'), keys: 'Control+K Meta+K' }}
    />
  );
});

export interface PageHeadProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly timeline: boolean;
  readonly onTimeline: ((shown: boolean) => void) | null;
}

/** Memoised against typing in the search. */
export const PageHead = memo(function PageHead({ searchRef, timeline, onTimeline }: PageHeadProps) {
  const { t } = useText();
  return (
    <header className={css.head}>
      <h1>{t('list.title')}</h1>
      <SearchBox inputRef={searchRef} />
      <span className={layout.gap} />
      {onTimeline !== null && (
        <ToggleButton className={css.toggle ?? ''} isSelected={timeline} onChange={onTimeline}>
          <ChartColumn size={17} aria-hidden />
          {t('timeline.show')}
        </ToggleButton>
      )}
      <Button look="primary" onPress={() => openImport()}>
        <Plus size={17} aria-hidden />
        {t('list.import')}
      </Button>
    </header>
  );
});
