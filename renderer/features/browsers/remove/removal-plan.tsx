// SPDX-License-Identifier: Apache-2.0
import { joinSentences } from '../../../../shared/i18n/message.ts';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import text from '../../../ui/text.module.css';
import css from '../store-dialogs.module.css';

export interface RemovalPlanProps {
  readonly plan: CallOutput<'stores.planRemove'>;
  readonly names: (storeIds: readonly string[]) => string;
}

export function RemovalPlan({ plan, names }: RemovalPlanProps) {
  const { t, language } = useText();
  const why = (code: (typeof plan.items)[number]['code']) => {
    if (code === null) return '';
    const { cause, step } = errorText(code, {}, language);
    return joinSentences(cause, step);
  };
  return (
    <>
      <h3>{t('removal.will')}</h3>
      <ul className={css.items} aria-label={t('removal.will')} tabIndex={0}>
        {plan.items.map((item) => (
          <li key={`${item.sha256} ${item.storeId}`} className={css.item}>
            <span className={css.name}>
              {screenText(item.displayName)} · {names([item.storeId])}
            </span>
            <span className={text.sub}>
              {item.code === null ? t(item.keyStays ? 'removal.keyStays' : 'removal.keyGoes') : why(item.code)}
            </span>
          </li>
        ))}
      </ul>
      {!plan.items.some(({ lastCopy }) => lastCopy) && <p className={text.sub}>{t('removal.vaultStays')}</p>}
    </>
  );
}
