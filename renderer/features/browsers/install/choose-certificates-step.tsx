// SPDX-License-Identifier: Apache-2.0
import { isUnsafe } from '../../../../shared/domain/certificates/needs-replacement.ts';
import { useText } from '../../../i18n/i18n.ts';
import { shortDate } from '../../../lib/text/dates.ts';
import { bankLine } from '../../../lib/text/holder.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { openImport } from '../../../state/imports-store.ts';
import { useVaultSearch } from '../../../state/vault/use-vault-search.ts';
import type { NamedCertificate } from '../../../state/dialogs/dialog-inputs.ts';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/fields/choice.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import { SearchInput } from '../../../ui/fields/search-input.tsx';
import text from '../../../ui/text.module.css';
import css from '../store-dialogs.module.css';

const limit = 100;

export interface ChooseCertificatesStepProps {
  readonly chosen: readonly NamedCertificate[];
  readonly onChange: (chosen: readonly NamedCertificate[]) => void;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

export function ChooseCertificatesStep({ chosen, onChange, onCancel, onNext }: ChooseCertificatesStepProps) {
  const { t, language } = useText();
  const { search, setSearch, rows, more, error } = useVaultSearch(limit, true);
  const importFirst = () => {
    onCancel();
    openImport();
  };
  const none = rows?.length === 0;
  return (
    <>
      <p className={text.lead}>{t('install.chooseLead')}</p>
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
      {rows !== null && !none && (
        <ul className={css.items} aria-label={t('install.chooseLead')}>
          {rows.map(({ sha256, displayName, notAfter, ...names }) => (
            <li key={sha256} className={css.item}>
              <Checkbox
                mark={names.loss !== null && isUnsafe(names.loss) ? t(`losses.mark.${names.loss.kind}`) : undefined}
                isSelected={chosen.some((each) => each.sha256 === sha256)}
                onChange={(on) =>
                  onChange(on ? [...chosen, { sha256, displayName }] : chosen.filter((each) => each.sha256 !== sha256))
                }
                help={`${bankLine(names)} · ${t('proof.chainMore', { date: shortDate(notAfter, language) })}`}
              >
                {screenText(displayName)}
              </Checkbox>
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p className={text.sub}>{t('install.chooseMore', { count: more })}</p>}
      <p className={text.sub} role="status">
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
