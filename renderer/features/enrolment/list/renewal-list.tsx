// SPDX-License-Identifier: Apache-2.0
import { ArrowUp } from 'lucide-react';
import { useText } from '../../../i18n/i18n.ts';
import { groupDigits } from '../../../i18n/group-digits.ts';
import { refreshRenewals, showMoreRenewals, useRenewals } from '../../../state/enrolment/renewals-store.ts';
import { goTo } from '../../../state/route-store.ts';
import { useTokens } from '../../../state/tokens/tokens-store.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../../ui/feedback/progress-line.tsx';
import hidden from '../../../ui/visually-hidden.module.css';
import css from './renewal-list.module.css';
import { RenewalLine } from './renewal-line.tsx';

export function RenewalList({ chosen }: { readonly chosen: string | null }) {
  const { t } = useText();
  const { rows, total, error } = useRenewals();
  if (error !== null) {
    return (
      <ErrorNotice
        error={error}
        actions={<Button onPress={() => void refreshRenewals()}>{t('common.retry')}</Button>}
      />
    );
  }
  if (rows === null) return <ProgressLine label={t('renewalList.loading')} />;
  if (rows.length === 0) return <EmptyRenewals />;
  const rest = total - rows.length;
  return (
    <div className={css.table}>
      <div role="table" aria-labelledby="enrolment-renewals" aria-rowcount={total + 1}>
        <div className={css.head} role="row">
          <span role="columnheader">{t('renewalList.certificate')}</span>
          <span role="columnheader" aria-sort="ascending" className={css.sorted}>
            {t('renewalList.left')}
            <ArrowUp size={16} aria-hidden />
          </span>
          <span role="columnheader">{t('renewalList.how')}</span>
          <span role="columnheader" className={hidden.hidden}>
            {t('renewalList.action')}
          </span>
        </div>
        {rows.map((row) => (
          <RenewalLine
            key={row.kind === 'entry' ? row.entry.id : row.certificate.sha256}
            row={row}
            isChosen={row.kind === 'certificate' && row.certificate.sha256 === chosen}
          />
        ))}
      </div>
      {rest > 0 && (
        <div className={css.more}>
          <Button look="quiet" size="small" onPress={() => void showMoreRenewals()}>
            {t('renewalList.more', { rest: groupDigits(rest) })}
          </Button>
        </div>
      )}
    </div>
  );
}

function EmptyRenewals() {
  const { t } = useText();
  const [token] = useTokens((state) => state.last)?.filter(({ initialised }) => initialised) ?? [];
  if (token === undefined) return <p className={css.empty}>{t('renewalList.empty')}</p>;
  return (
    <div className={css.empty}>
      <p>{t('renewalList.emptyWithKey')}</p>
      <Button onPress={() => goTo('tokens')}>{t('renewalList.toKeys')}</Button>
    </div>
  );
}
