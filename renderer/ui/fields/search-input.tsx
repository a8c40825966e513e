// SPDX-License-Identifier: Apache-2.0
import { Search, X } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../button.tsx';
import css from './search-input.module.css';

export interface SearchInputProps {
  readonly label: string;
  readonly hint: string;
  readonly searched: string;
  readonly onSearch: (search: string) => void;
  readonly inputRef?: RefObject<HTMLInputElement | null>;
  readonly shortcut?: { readonly shown: ReactNode; readonly keys: string };
}

/** Searches on each keystroke, except during IME composition. Escape clears. */
export function SearchInput({ label, hint, searched, onSearch, inputRef, shortcut }: SearchInputProps) {
  const { t } = useText();
  const [typed, setTyped] = useState(searched);
  const [composing, setComposing] = useState(false);
  const wanted = composing ? searched : typed.trim();
  useEffect(() => {
    if (wanted !== searched) onSearch(wanted);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only typing searches, not a new `searched`
  }, [wanted]);
  useEffect(() => {
    if (searched === '') setTyped((text) => (text.trim() === '' ? text : ''));
  }, [searched]);

  return (
    <SearchField className={css.search ?? ''} aria-label={label} value={typed} onChange={setTyped} maxLength={200}>
      <Search size={16} aria-hidden />
      <Input
        {...(inputRef !== undefined && { ref: inputRef })}
        className={css.input ?? ''}
        placeholder={hint}
        spellCheck={false}
        {...(shortcut !== undefined && { 'aria-keyshortcuts': shortcut.keys })}
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
      />
      {typed === '' ? (
        shortcut !== undefined && <kbd aria-hidden>{shortcut.shown}</kbd>
      ) : (
        <Button slot={null} look="quiet" size="small" aria-label={t('list.clearSearch')} onPress={() => setTyped('')}>
          <X size={16} aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}
