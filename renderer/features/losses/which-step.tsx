// SPDX-License-Identifier: Apache-2.0
import { identityIds, maxLossRows, partsOf } from '../../../shared/domain/certificates/identity-pair.ts';
import type { ListRow } from '../../../shared/schemas/certificates/list-row.ts';
import { useText } from '../../i18n/i18n.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { bankLine } from '../../lib/text/holder.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { lookForAll } from '../../state/find-store.ts';
import { goTo } from '../../state/route-store.ts';
import { useVaultSearch } from '../../state/vault/use-vault-search.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/fields/choice.tsx';
import { DialogActions } from '../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../ui/feedback/notice.tsx';
import { SearchInput } from '../../ui/fields/search-input.tsx';
import text from '../../ui/text.module.css';
import css from './losses.module.css';

export interface LostCertificate {
  /** The row's certificate, or a pair's signing certificate. */
  readonly sha256: string;
  readonly parts: readonly string[];
  readonly revoked: readonly string[];
  readonly name: string;
  readonly issuerName: string;
}

export interface WhichStepProps {
  readonly chosen: readonly LostCertificate[];
  readonly onChoose: (chosen: readonly LostCertificate[]) => void;
  readonly onCancel: () => void;
  readonly onNext: () => void;
}

export function WhichStep({ chosen, onChoose, onCancel, onNext }: WhichStepProps) {
  const { t, language } = useText();
  const { search, setSearch, rows: found, more, error } = useVaultSearch(maxLossRows, false);
  // Only certificates in the vault can be reported.
  const rows = found?.filter(({ inVault }) => inVault) ?? null;
  const usable = rows?.filter((row) =>
    (row.pair === null ? [row] : partsOf(row.pair)).some(({ status }) => status !== 'expired' && status !== 'revoked'),
  );
  const add = (more: readonly ListRow[]) =>
    onChoose([...chosen.filter(({ sha256 }) => !more.some((each) => each.sha256 === sha256)), ...more.map(lostOf)]);
  const isTooMany = chosen.length > maxLossRows;
  const searchFiles = () => {
    onCancel();
    lookForAll();
    goTo('find');
  };
  return (
    <>
      {error !== null && <ErrorNotice error={error} />}
      <div className={css.find}>
        <SearchInput label={t('list.search')} hint={t('list.searchHint')} searched={search} onSearch={setSearch} />
      </div>
      {rows !== null && rows.length > 0 && (
        <section className={css.part} aria-labelledby="loss-which">
          <h3 id="loss-which">{t('losses.which.lead')}</h3>
          <p className={text.small}>{t('losses.which.computer')}</p>
          <ul className={css.items}>
            {rows.map((row) => (
              <li key={row.sha256} className={css.item}>
                <Checkbox
                  isSelected={chosen.some(({ sha256 }) => sha256 === row.sha256)}
                  onChange={(on) => (on ? add([row]) : onChoose(chosen.filter(({ sha256 }) => sha256 !== row.sha256)))}
                  help={`${bankLine(row)} · ${t('losses.which.until', { date: shortDate(row.notAfter, language) })}`}
                >
                  {screenText(row.displayName)}
                </Checkbox>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className={text.small} role="status">
        {chosen.length > 0 && t('losses.which.chosen', { count: chosen.length })}
        {isTooMany && ` ${t('losses.which.tooMany', { max: maxLossRows })}`}
      </p>
      {more > 0 && <p className={text.small}>{t('losses.which.more', { count: more })}</p>}
      {rows?.length === 0 && more === 0 && (
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
        {usable !== undefined && usable.length > 1 && more === 0 && (
          <Button onPress={() => add(usable)}>{t('list.selectAll')}</Button>
        )}
        <Button look="primary" isDisabled={chosen.length === 0 || isTooMany} onPress={onNext}>
          {t('common.next')}
        </Button>
      </DialogActions>
    </>
  );
}

function lostOf(row: ListRow): LostCertificate {
  const { sha256, pair, displayName: name } = row;
  const parts = pair === null ? [row] : partsOf(pair);
  const revoked = parts.filter(({ status }) => status === 'revoked').map((part) => part.sha256);
  return { sha256, parts: identityIds(row), revoked, name, issuerName: bankLine(row) };
}
