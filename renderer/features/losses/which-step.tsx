// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { lookForAll } from '../../state/find-store.ts';
import { goTo } from '../../state/route-store.ts';
import { useVaultSearch } from '../../state/vault/use-vault-search.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { SearchInput } from '../../ui/fields/search-input.tsx';
import layout from '../../ui/layout.module.css';
import text from '../../ui/text.module.css';
import css from './losses.module.css';

const limit = 30;

export interface WhichStepProps {
  readonly chosen: readonly string[];
  readonly onChoose: (sha256s: readonly string[]) => void;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

export function WhichStep({ chosen, onChoose, onCancel, onNext }: WhichStepProps) {
  const { t, language } = useText();
  const { search, setSearch, rows, more, error } = useVaultSearch(limit, false);
  const searchFiles = () => {
    onCancel();
    lookForAll();
    goTo('find');
  };
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div className={layout.wrap}>
        <SearchInput label={t('list.search')} hint={t('list.searchHint')} searched={search} onSearch={setSearch} />
      </div>
      {rows !== null && rows.length > 0 && (
        <section className={css.part} aria-labelledby="loss-which">
          <h3 id="loss-which">{t('losses.which.lead')}</h3>
          <p className={text.small}>{t('losses.which.computer')}</p>
          <ul className={css.items}>
            {rows.map(({ sha256, displayName, issuerName, notAfter }) => (
              <li key={sha256} className={css.item}>
                <Checkbox
                  isSelected={chosen.includes(sha256)}
                  onChange={(on) => onChoose(on ? [...chosen, sha256] : chosen.filter((each) => each !== sha256))}
                  help={`${screenText(issuerName)} · ${t('losses.which.until', { date: shortDate(notAfter, language) })}`}
                >
                  {screenText(displayName)}
                </Checkbox>
              </li>
            ))}
          </ul>
        </section>
      )}
      {more > 0 && <p className={text.small}>{t('losses.which.more', { count: more })}</p>}
      {rows?.length === 0 && (
        <Notice
          tone="off"
          title={t('losses.which.none')}
          actions={<Button onPress={searchFiles}>{t('losses.which.search')}</Button>}
        >
          <p>{t('losses.which.noneText')}</p>
        </Notice>
      )}
      <DialogActions>
        <div data-start>
          <Button onPress={onCancel}>{t('common.cancel')}</Button>
        </div>
        {rows !== null && rows.length > 1 && (
          <Button onPress={() => onChoose([...new Set([...chosen, ...rows.map(({ sha256 }) => sha256)])])}>
            {t('list.selectAll')}
          </Button>
        )}
        <Button look="primary" isDisabled={chosen.length === 0} onPress={onNext}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}
