// SPDX-License-Identifier: Apache-2.0
import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { tokenName } from '../../../lib/text/token-name.ts';
import { screenText } from '../../../lib/text/screen-text.ts';
import { loadTokenObjects } from '../../../state/tokens/token-objects-store.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { Button } from '../../../ui/button.tsx';
import { LiveRegion } from '../../../ui/feedback/live-region.tsx';
import { LockButton } from '../pins/lock-button.tsx';
import { ObjectsSection } from './objects-section.tsx';
import { TokenActions } from '../token-actions.tsx';
import { TokenFacts } from '../token-facts.tsx';
import { TokenNotices } from '../token-notices.tsx';
import words from '../../../ui/text.module.css';
import css from '../tokens-page.module.css';

export function TokenContents({ token }: { readonly token: Token }) {
  const { t } = useText();
  const { id, initialised, unlocked, managed, moduleId, loginRequired, pin, maker, model } = token;
  // Visible objects depend on the PIN and the module.
  useEffect(() => {
    if (initialised) void loadTokenObjects(id, true);
  }, [id, initialised, unlocked, moduleId]);
  const canUnlock = initialised && loginRequired && !unlocked && pin !== 'locked' && pin !== 'unset';
  return (
    <section className={css.contents} aria-label={tokenName(t, token)}>
      <header className={css.contentsHead}>
        <div className={css.titles}>
          <h2 className={css.title}>{tokenName(t, token)}</h2>
          <p className={words.sub}>
            {[maker, model]
              .filter((text) => text !== '')
              .map(screenText)
              .join(' · ')}
          </p>
        </div>
        {canUnlock && (
          <Button look="primary" onPress={() => void openDialog('tokens.unlock', { token })}>
            <KeyRound size={16} aria-hidden />
            {t('tokens.unlock')}
          </Button>
        )}
        {unlocked && <LockButton token={token} />}
      </header>
      <LiveRegion
        text={[...(unlocked ? [t('tokens.unlocked')] : []), ...(managed ? [t('tokens.managed')] : [])].join(' · ')}
      />
      <TokenNotices token={token} />
      {initialised && <ObjectsSection token={token} />}
      <TokenActions token={token} />
      <TokenFacts token={token} />
    </section>
  );
}
