// SPDX-License-Identifier: Apache-2.0
import { Plus, Trash2 } from 'lucide-react';
import { type KeyboardEvent, memo, type RefObject } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { shortcutText } from '../../../lib/shortcuts.ts';
import { groupDigits } from '../../../i18n/group-digits.ts';
import { changeQuery, rowAt, selectCertificate, useCertificates } from '../../../state/certificates-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { openImport } from '../../../state/imports-store.ts';
import { useSelection } from '../../../state/selection-store.ts';
import { useVault } from '../../../state/vault/vault-store.ts';
import { Button } from '../../../ui/button.tsx';
import { SearchInput } from '../../../ui/fields/search-input.tsx';
import bar from '../../../ui/room-bar.module.css';
import { RoomBar } from '../../../ui/room-bar.tsx';
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
    <div className={css.search} onKeyDownCapture={leaveSearch}>
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

function leaveSearch(event: KeyboardEvent): void {
  const { key, target, nativeEvent } = event;
  const isLeaving = (key === 'ArrowDown' || key === 'Enter') && !nativeEvent.isComposing;
  if (!isLeaving || !(target instanceof HTMLInputElement)) return;
  event.preventDefault();
  focusFirstResult(target);
}

const framesForResults = 60;

/** Waits for the results of the latest search, unless the focus moves. */
function focusFirstResult(from: HTMLElement, framesLeft = framesForResults): void {
  requestAnimationFrame(() => {
    if (document.activeElement !== from) return;
    const { query, pages } = useCertificates.getState();
    const list = document.querySelector<HTMLElement>('[data-shown-search]');
    if (list?.dataset['shownSearch'] === query.search) {
      selectCertificate(rowAt(pages, 0)?.sha256 ?? null);
      list.querySelector<HTMLElement>('[role="row"][data-index="0"]')?.focus();
    } else if (framesLeft > 0) focusFirstResult(from, framesLeft - 1);
  });
}

export interface CertificatesBarProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly isEmpty: boolean;
  readonly timeline: boolean;
  readonly onTimeline: (shown: boolean) => void;
}

/** Typing in the search must not rerender it. */
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
          {isEmpty ? <span className={bar.gap} /> : <FilterChips />}
          <TrashButton />
          {!isEmpty && <ViewMenu timeline={timeline} onTimeline={onTimeline} />}
          <Button look="primary" aria-label={t('list.import')} onPress={() => openImport()}>
            <Plus size={16} aria-hidden />
            <span className={bar.word}>{t('list.importShort')}</span>
          </Button>
        </>
      )}
    </RoomBar>
  );
});

function TrashButton() {
  const { t } = useText();
  const count = useVault((state) => state.status?.deleted ?? 0);
  if (count === 0) return null;
  return (
    <Button look="quiet" aria-label={t('trash.link', { count })} onPress={() => void openDialog('certificates.trash')}>
      <Trash2 size={16} aria-hidden />
      <span className={css.trashWord}>{t('trash.link', { count })}</span>
      <span className={css.trashCount}>{groupDigits(count)}</span>
    </Button>
  );
}
