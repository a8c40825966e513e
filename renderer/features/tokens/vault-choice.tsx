import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/dates.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/screen-text.ts';
import { emptyQuery } from '../../state/certificates-store.ts';
import { openImport } from '../../state/imports-store.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import css from './token-dialogs.module.css';

/** Rows of the answer; the search finds the rest. */
const limit = 100;

export interface VaultChoiceProps {
  /** Only those that have their key in the vault. */
  readonly withKey: boolean;
  readonly chosen: string;
  readonly onChange: (sha256: string) => void;
  readonly onLeave: () => void;
}

/** One certificate of the vault. */
export function VaultChoice({ withKey, chosen, onChange, onLeave }: VaultChoiceProps) {
  const { t, language } = useText();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<{ rows: readonly CertificateSummary[]; count: number } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    const query = { ...emptyQuery, search, hasKey: withKey ? true : null, language };
    ipc('certificates.page', { query, offset: 0, limit, facets: false }).then(
      ({ rows, rowCount }) => current && setFound({ rows, count: rowCount }),
      (thrown: unknown) => current && setError(toAppError(thrown)),
    );
    return () => {
      current = false;
    };
  }, [search, language, withKey]);
  const importFirst = () => {
    onLeave();
    openImport();
  };
  const none = found?.count === 0;
  const more = (found?.count ?? 0) - (found?.rows.length ?? 0);
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
      {found !== null && !none && (
        <div className={css.choices}>
          <Choice
            look="cards"
            label={withKey ? t('tokenWork.vault.chooseKey') : t('tokenWork.vault.choose')}
            value={chosen}
            onChange={onChange}
            options={found.rows.map(({ sha256, displayName, issuerName, notAfter }) => ({
              value: sha256,
              name: screenText(displayName),
              help: `${screenText(issuerName)} · ${t('tokenObjects.until', { date: shortDate(notAfter, language) })}`,
            }))}
          />
        </div>
      )}
      {more > 0 && <p className={css.sub}>{t('tokenWork.vault.more', { count: more })}</p>}
    </>
  );
}
