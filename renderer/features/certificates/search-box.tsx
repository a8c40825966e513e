import { Search, X } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { shortcutText } from '../../lib/shortcuts.ts';
import { changeQuery, useCertificates } from '../../state/certificates-store.ts';
import { Button } from '../../ui/button.tsx';
import css from './search-box.module.css';

/**
 * Search as you type: each letter is asked for at once, and letters that come while main answers are asked for
 * together (certificates-store). Escape clears; half-composed input of an input method is not searched for.
 */
export function SearchBox({ inputRef }: { readonly inputRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useText();
  const searched = useCertificates((state) => state.query.search);
  const [typed, setTyped] = useState(searched);
  const [composing, setComposing] = useState(false);
  const wanted = composing ? searched : typed.trim();
  useEffect(() => {
    if (wanted !== useCertificates.getState().query.search) void changeQuery({ search: wanted });
  }, [wanted]);
  // Cleared from elsewhere ("clear search and filter").
  useEffect(() => {
    if (searched === '') setTyped((text) => (text.trim() === '' ? text : ''));
  }, [searched]);

  return (
    <SearchField
      className={css.search ?? ''}
      aria-label={t('list.search')}
      value={typed}
      onChange={setTyped}
      maxLength={200}
    >
      <Search size={16} aria-hidden />
      <Input
        ref={inputRef}
        className={css.input ?? ''}
        placeholder={t('list.searchHint')}
        spellCheck={false}
        aria-keyshortcuts="Control+K Meta+K"
        onCompositionStart={() => setComposing(true)}
        onCompositionEnd={() => setComposing(false)}
      />
      {typed === '' ? (
        <kbd aria-hidden>{shortcutText('K')}</kbd>
      ) : (
        <Button slot={null} look="quiet" size="small" aria-label={t('list.clearSearch')} onPress={() => setTyped('')}>
          <X size={16} aria-hidden />
        </Button>
      )}
    </SearchField>
  );
}
