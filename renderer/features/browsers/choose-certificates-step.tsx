import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { CertificateSummary } from '../../../shared/schemas/certificate.ts';
import { useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/dates.ts';
import { ipc, toAppError } from '../../lib/ipc.ts';
import { screenText } from '../../lib/screen-text.ts';
import { emptyQuery } from '../../state/certificates-store.ts';
import { openImport } from '../../state/imports-store.ts';
import type { NamedCertificate } from '../../state/store-tasks-store.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/choice.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../ui/notice.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import css from './store-dialogs.module.css';

/** Rows of the answer; the search finds the rest. */
const limit = 100;

export interface ChooseCertificatesStepProps {
  readonly chosen: readonly NamedCertificate[];
  readonly onChange: (chosen: readonly NamedCertificate[]) => void;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

/** Certificates of the vault that have their key: others cannot be installed. */
export function ChooseCertificatesStep({ chosen, onChange, onCancel, onNext }: ChooseCertificatesStepProps) {
  const { t, language } = useText();
  const [search, setSearch] = useState('');
  const [found, setFound] = useState<{ rows: readonly CertificateSummary[]; count: number } | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    const query = { ...emptyQuery, search, hasKey: true, language };
    ipc('certificates.page', { query, offset: 0, limit, facets: false }).then(
      ({ rows, rowCount }) => current && setFound({ rows, count: rowCount }),
      (thrown: unknown) => current && setError(toAppError(thrown)),
    );
    return () => {
      current = false;
    };
  }, [search, language]);
  const importFirst = () => {
    onCancel();
    openImport();
  };
  const more = (found?.count ?? 0) - (found?.rows.length ?? 0);
  const none = found?.count === 0;
  return (
    <>
      <p className={css.lead}>{t('install.chooseLead')}</p>
      {error !== null && <ErrorNotice error={error} />}
      {none && search === '' ? (
        <Notice tone="off" actions={<Button onPress={importFirst}>{t('list.import')}</Button>}>
          <p>{t('install.chooseNone')}</p>
        </Notice>
      ) : (
        <div className={css.searchRow}>
          <SearchInput label={t('list.search')} hint={t('list.searchHint')} searched={search} onSearch={setSearch} />
        </div>
      )}
      {none && search !== '' && <p>{t('install.chooseNoMatch')}</p>}
      {found !== null && !none && (
        <ul className={css.items} aria-label={t('install.chooseLead')}>
          {found.rows.map(({ sha256, displayName, issuerName, notAfter }) => (
            <li key={sha256} className={css.item}>
              <Checkbox
                isSelected={chosen.some((each) => each.sha256 === sha256)}
                onChange={(on) =>
                  onChange(on ? [...chosen, { sha256, displayName }] : chosen.filter((each) => each.sha256 !== sha256))
                }
                help={`${screenText(issuerName)} · ${t('proof.chainMore', { date: shortDate(notAfter, language) })}`}
              >
                {screenText(displayName)}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className={css.sub}>{t('install.chooseMore', { count: more })}</p>}
      <p className={css.sub} role="status">
        {t('install.chosen', { count: chosen.length })}
      </p>
      <DialogActions>
        <div data-start>
          <Button onPress={onCancel}>{t('common.cancel')}</Button>
        </div>
        <Button look="primary" isDisabled={chosen.length === 0} onPress={onNext}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
