// SPDX-License-Identifier: Apache-2.0
import { memo, type RefObject } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { shortcutText } from '../../lib/shortcuts.ts';
import { changeQuery, useCertificates } from '../../state/certificates-store.ts';
import { SearchInput } from '../../ui/fields/search-input.tsx';

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
