// SPDX-License-Identifier: Apache-2.0
import { Plus } from 'lucide-react';
import { memo, type RefObject } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { shortcutText } from '../../../lib/shortcuts.ts';
import { changeQuery, useCertificates } from '../../../state/certificates-store.ts';
import { openImport } from '../../../state/imports-store.ts';
import { useSelection } from '../../../state/selection-store.ts';
import { Button } from '../../../ui/button.tsx';
import { SearchInput } from '../../../ui/fields/search-input.tsx';
import bar from '../../../ui/room-bar.module.css';
import { RoomBar } from '../../../ui/room-bar.tsx';
import { Toolbar } from '../../../ui/toolbar.tsx';
import { FilterChips } from './filter-chips.tsx';
import css from './bar.module.css';
import { SelectionBar } from './selection-bar.tsx';
import { ViewMenu } from './view-menu.tsx';

/** Not debounced: the store batches keystrokes until main answers. */
export const SearchBox = memo(function SearchBox({
  inputRef,
}: {
  readonly inputRef: RefObject<HTMLInputElement | null>;
}) {
  const { t } = useText();
  const searched = useCertificates((state) => state.query.search);
  return (
    <div className={css.search}>
      <SearchInput
        label={t('list.search')}
        hint={t('list.searchHint')}
        searched={searched}
        onSearch={(search) => void changeQuery({ search })}
        inputRef={inputRef}
        shortcut={{ shown: shortcutText('K'), keys: 'Control+K Meta+K' }}
      />
    </div>
  );
});

export interface CertificatesBarProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly isEmpty: boolean;
  readonly timeline: boolean;
  readonly onTimeline: (shown: boolean) => void;
}

/** Memoised, because typing in the search must not rerender it. */
export const CertificatesBar = memo(function CertificatesBar(props: CertificatesBarProps) {
  const { searchRef, isEmpty, timeline, onTimeline } = props;
  const { t } = useText();
  const selecting = useSelection((state) => state.on);
  return (
    <RoomBar title={t('list.title')} isTitleHidden isPicking={selecting}>
      {selecting ? (
        <SelectionBar />
      ) : (
        <>
          {!isEmpty && <SearchBox inputRef={searchRef} />}
          <Toolbar label={t('list.tools')}>
            {!isEmpty && <FilterChips />}
            {isEmpty && <span className={bar.gap} />}
            {!isEmpty && <ViewMenu timeline={timeline} onTimeline={onTimeline} />}
            <Button look="primary" aria-label={t('list.import')} onPress={() => openImport()}>
              <Plus size={16} aria-hidden />
              <span className={bar.word}>{t('list.importShort')}</span>
            </Button>
          </Toolbar>
        </>
      )}
    </RoomBar>
  );
});
