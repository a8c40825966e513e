// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { bankLine } from '../../lib/text/holder.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openImport } from '../../state/imports-store.ts';
import { useVaultSearch } from '../../state/vault/use-vault-search.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/fields/choice.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { SearchInput } from '../../ui/fields/search-input.tsx';
import text from '../../ui/text.module.css';
import css from './token-dialogs.module.css';

const limit = 100;

export interface VaultChoiceProps {
  readonly withKey: boolean;
  readonly chosen: string;
  readonly onChange: (sha256: string) => void;
  readonly onLeave: () => void;
}

export function VaultChoice({ withKey, chosen, onChange, onLeave }: VaultChoiceProps) {
  const { t, language } = useText();
  const { search, setSearch, rows, more, error } = useVaultSearch(limit, withKey);
  const importFirst = () => {
    onLeave();
    openImport();
  };
  const none = rows?.length === 0;
  if (none && search === '') {
    return (
      <Notice tone="off" actions={<Button onPress={importFirst}>{t('list.import')}</Button>}>
        <p>{withKey ? t('tokenWork.vault.noneKey') : t('tokenWork.vault.none')}</p>
      </Notice>
    );
  }
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div className={css.searchRow}>
        <SearchInput label={t('list.search')} hint={t('list.searchHint')} searched={search} onSearch={setSearch} />
      </div>
      {none && <p>{t('tokenWork.vault.noMatch')}</p>}
      {rows !== null && !none && (
        <div className={css.choices}>
          <Choice
            look="cards"
            label={withKey ? t('tokenWork.vault.chooseKey') : t('tokenWork.vault.choose')}
            value={chosen}
            onChange={onChange}
            options={rows.map(({ sha256, displayName, notAfter, ...names }) => ({
              value: sha256,
              name: screenText(displayName),
              help: `${bankLine(names)} · ${t('tokenObjects.until', { date: shortDate(notAfter, language) })}`,
            }))}
          />
        </div>
      )}
      {more > 0 && <p className={text.sub}>{t('tokenWork.vault.more', { count: more })}</p>}
    </>
  );
}
