// SPDX-License-Identifier: Apache-2.0
import { Cpu, RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { forgetTokenObjects } from '../../state/tokens/token-objects-store.ts';
import { refreshTokens, useTokens } from '../../state/tokens/tokens-store.ts';
import { useFollowedTokens } from '../../state/tokens/use-followed-tokens.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import layout from '../../ui/layout.module.css';
import page from '../../ui/page.module.css';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { ModuleNotices } from './modules/module-notices.tsx';
import { NoToken, TokensUnavailable } from './missing/no-token.tsx';
import { TokenContents } from './objects/token-contents.tsx';
import { TokenList } from './token-list.tsx';
import css from './tokens-page.module.css';

export function TokensPage() {
  const { t } = useText();
  const { unavailable, chosen, error, reading } = useTokens();
  const tokens = useFollowedTokens();
  useEffect(() => forgetTokenObjects, []);
  const token = tokens?.find(({ id }) => id === chosen) ?? tokens?.[0] ?? null;
  const count = tokens?.length ?? 0;
  const counted = count === 0 ? t('tokens.countNone') : t('tokens.count', { count });
  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 className={page.title}>{t('shell.room.tokens')}</h1>
        <span className={layout.gap} />
        <Button onPress={() => void openDialog('tokens.modules')} isDisabled={unavailable !== null}>
          <Cpu size={16} aria-hidden />
          {t('tokens.modules')}
        </Button>
        <Button onPress={() => void refreshTokens({ look: true })} isDisabled={reading}>
          <RefreshCw size={16} aria-hidden />
          {t('tokens.lookAgain')}
        </Button>
      </header>
      {error !== null && (
        <div className={css.above}>
          <ErrorNotice
            error={error}
            actions={<Button onPress={() => void refreshTokens({ look: true })}>{t('common.retry')}</Button>}
          />
        </div>
      )}
      {unavailable !== null && <TokensUnavailable reason={unavailable} />}
      {unavailable === null && (
        <>
          <ModuleNotices />
          {tokens === null && error === null && (
            <div className={css.above}>
              <ProgressLine label={t('tokens.looking')} />
            </div>
          )}
          {tokens !== null && count === 0 && <NoToken />}
          {tokens !== null && token !== null && (
            <div className={css.body}>
              <TokenList tokens={tokens} chosen={token.id} />
              <TokenContents key={token.id} token={token} />
            </div>
          )}
        </>
      )}
      <LiveRegion text={tokens === null ? '' : counted} />
    </div>
  );
}
