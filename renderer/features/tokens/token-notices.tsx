// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import { whyOff } from './token-action-rules.ts';
import { pinStateOf } from './token-words.ts';

export function TokenNotices({ token }: { readonly token: Token }) {
  const { t } = useText();
  const { initialised, loginRequired, soPin, wrongPins, standard } = token;
  if (!initialised) {
    return (
      <Notice
        tone="off"
        actions={
          whyOff(token, 'initialise', 0) === null && (
            <Button size="small" onPress={() => void openDialog('tokens.initialise', { token })}>
              {t('tokenObjects.act.set-up')}
            </Button>
          )
        }
      >
        <p>{t('tokens.blankText')}</p>
      </Notice>
    );
  }
  if (!loginRequired) return null;
  const canUnblock = whyOff(token, 'unblock', 0) === null;
  const unblock = (
    <Button size="small" onPress={() => void openDialog('tokens.unblock', { token })}>
      {t('tokenObjects.act.unblock')}
    </Button>
  );
  const state = pinStateOf(token);
  return (
    <>
      {standard === 'skf' && (
        <Notice tone="warn" title={t('tokens.skf.title')}>
          <p>{t('tokens.skf.text')}</p>
        </Notice>
      )}
      {state === 'locked' && (
        <Notice tone="bad" title={t('tokens.lockedTitle')} actions={canUnblock && unblock}>
          <p>{t('tokens.lockedText')}</p>
          {!canUnblock && <p>{t('tokens.lockedNoWay')}</p>}
        </Notice>
      )}
      {state === 'final' && (
        <Notice tone="bad" title={t('tokens.finalTitle')} actions={canUnblock && unblock}>
          <p>{t('tokens.finalText')}</p>
        </Notice>
      )}
      {state === 'low' && (
        <Notice tone="warn" title={wrongPins > 0 ? t('tokens.lowTitle', { count: wrongPins }) : t('tokens.lowUnknown')}>
          <p>{t('tokens.lowText')}</p>
        </Notice>
      )}
      {state === 'unset' && (
        <Notice tone="warn" title={t('tokens.unsetTitle')} actions={canUnblock && unblock}>
          <p>{t('tokens.unsetText')}</p>
        </Notice>
      )}
      {state === 'to-be-changed' && (
        <Notice
          tone="warn"
          title={t('tokens.changeTitle')}
          actions={
            <Button size="small" onPress={() => void openDialog('tokens.change-pin', { token })}>
              {t('tokenObjects.act.change-pin')}
            </Button>
          }
        >
          <p>{t('tokens.changeText')}</p>
        </Notice>
      )}
      {soPin === 'locked' && (
        <Notice tone="warn" title={t('tokens.soLockedTitle')}>
          <p>{t('tokens.soLockedText')}</p>
        </Notice>
      )}
    </>
  );
}
