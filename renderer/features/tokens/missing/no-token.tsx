// SPDX-License-Identifier: Apache-2.0
import { Usb } from 'lucide-react';
import { useText } from '../../../i18n/i18n.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { useTokens } from '../../../state/tokens/tokens-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { MissingTokenWays } from './missing-token-ways.tsx';
import css from './no-token.module.css';
import tokens from '../tokens-page.module.css';

export function NoToken() {
  const { t } = useText();
  const modules = useTokens((state) => state.modules);
  const usable = modules?.some(({ state }) => state !== 'missing' && state !== 'broken') ?? true;
  return (
    <div className={css.empty} data-no-token>
      <span className={css.emptyIcon}>
        <Usb size={30} strokeWidth={1.6} aria-hidden />
      </span>
      <h2>{t('tokens.emptyTitle')}</h2>
      <p>{t('tokens.emptyText')}</p>
      <p className={tokens.waiting}>
        <span className={css.dot} aria-hidden />
        {t('tokens.emptyLook')}
      </p>
      {!usable && (
        <Notice
          tone="warn"
          title={t('tokens.noModuleTitle')}
          actions={<Button onPress={() => void openDialog('tokens.modules')}>{t('tokens.noModuleAct')}</Button>}
        >
          <p>{t('tokens.noModule')}</p>
        </Notice>
      )}
      <section className={css.missing} aria-label={t('tokens.missingTitle')}>
        <h2>{t('tokens.missingTitle')}</h2>
        <MissingTokenWays />
      </section>
    </div>
  );
}

export function TokensUnavailable({ reason }: { readonly reason: string }) {
  const { t } = useText();
  return (
    <div className={css.empty}>
      <Notice tone="warn" title={t('tokens.unavailableTitle')}>
        <p>{t('tokens.unavailable', { reason: screenText(reason) })}</p>
        <p>{t('tokens.unavailableStep')}</p>
      </Notice>
      <section className={css.missing} aria-label={t('tokens.missingTitle')}>
        <h2>{t('tokens.missingTitle')}</h2>
        <MissingTokenWays withModule={false} />
      </section>
    </div>
  );
}
