import { useEffect, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../../ui/button.tsx';
import css from './recovery-code.module.css';

export const shownSeconds = 30;

/** The code in numbered groups for copying by hand. Hides itself; never selectable, never on the clipboard. */
export function RecoveryCode({ code }: { readonly code: string }) {
  const { t } = useText();
  const [left, setLeft] = useState(shownSeconds);
  const shown = left > 0;
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setInterval(() => setLeft((seconds) => seconds - 1), 1000);
    return () => clearInterval(timer);
  }, [shown]);

  if (!shown) {
    return (
      <div className={css.hidden} role="status">
        <p>{t('vault.recoveryHidden')}</p>
        <Button onPress={() => setLeft(shownSeconds)}>{t('vault.recoveryShowAgain')}</Button>
      </div>
    );
  }
  const groups = code.split(/[-\s]+/);
  return (
    <>
      <p>{t('vault.recoveryGroups', { count: groups.length })}</p>
      <ol className={css.code} data-testid="recovery-code">
        {groups.map((group, index) => (
          <li key={index} className={css.group}>
            <small aria-hidden>{index + 1}</small>
            {group}
          </li>
        ))}
      </ol>
      <div className={css.foot}>
        <span>{t('vault.recoveryHides', { count: left })}</span>
        <Button look="quiet" size="small" onPress={() => setLeft(0)}>
          {t('vault.recoveryHideNow')}
        </Button>
      </div>
    </>
  );
}
