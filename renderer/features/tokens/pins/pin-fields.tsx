// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { errorText } from '../../../../shared/i18n/errors/errors.ts';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import { whyOff } from '../token-action-rules.ts';
import text from '../../../ui/text.module.css';
import css from '../token-dialogs.module.css';
import type { PinEntry } from './use-pin-entry.ts';

const hints = {
  user: 'tokenWork.pin.hintUser',
  so: 'tokenWork.pin.hintSo',
  puk: 'tokenWork.pin.hintPuk',
} as const;

export interface PinFieldsProps {
  readonly token: Token;
  readonly entry: PinEntry;
  /** Distinguishes the current PIN from a new one. */
  readonly label?: string;
  /** The error above already shows the number of wrong tries. */
  readonly isCountReported?: boolean;
  readonly refusal?: AppError | null;
  readonly autoFocus?: boolean;
  readonly isDisabled?: boolean;
}

export function PinFields(props: PinFieldsProps) {
  const { token, entry, label, isCountReported = false, refusal = null, autoFocus = false, isDisabled = false } = props;
  const { t, language } = useText();
  const { owner, mode } = entry;
  // A PIN being typed would show in a field that takes the focus.
  const [startsAtLastTry] = useState(entry.lastTry);
  if (mode === 'none') return null;
  if (mode === 'open') return <p className={text.sub}>{t('tokenWork.pin.open')}</p>;
  if (mode === 'locked' || mode === 'unset') return <NoEntry token={token} entry={entry} />;
  return (
    <div className={css.fields}>
      {entry.wrong > 0 && !entry.lastTry && !isCountReported && (
        <Notice tone="warn" title={t('tokenWork.pin.wrong', { count: entry.wrong })}>
          <p>{t('tokenWork.pin.low')}</p>
        </Notice>
      )}
      {entry.low && entry.wrong === 0 && !entry.lastTry && (
        <Notice tone="warn">
          <p>{t('tokenWork.pin.low')}</p>
        </Notice>
      )}
      {entry.left === null && owner === 'user' && !token.managed && !entry.lastTry && (
        <p className={text.sub}>{t('tokenWork.pin.leftUnknown')}</p>
      )}
      {entry.left !== null && <p className={text.sub}>{t('tokenWork.pin.left', { count: entry.left })}</p>}
      {entry.lastTry && (
        <Notice
          tone="bad"
          title={t('tokenWork.pin.lastTitle')}
          urgent
          actions={
            canUnblock(token, entry) && (
              <Button size="small" onPress={() => void openDialog('tokens.unblock', { token })}>
                {t('tokenWork.pin.forgot')}
              </Button>
            )
          }
        >
          {refusal !== null && (
            <p data-error-code={refusal.code}>{errorText(refusal.code, refusal.details, language).cause}</p>
          )}
          <p>{t('tokenWork.pin.lastText', { secret: t(`tokenWork.pin.${owner}`) })}</p>
        </Notice>
      )}
      {entry.lastTry && (
        <div data-confirm>
          <TextField
            label={t('tokenWork.pin.lastField', { word: t('tokenWork.pin.lastWord') })}
            value={entry.word}
            onChange={entry.confirm}
            maxLength={40}
            autoFocus={autoFocus && startsAtLastTry}
            isDisabled={isDisabled}
          />
        </div>
      )}
      {mode === 'pinpad' ? (
        <Notice tone="off" title={t('tokenWork.pin.pinpadTitle')}>
          <p>{t('tokenWork.pin.pinpadText')}</p>
        </Notice>
      ) : (
        <PasswordField
          label={label ?? t(`tokenWork.pin.${owner}`)}
          hint={entry.lastTry ? undefined : t(entry.isManagementKey ? 'tokenWork.pin.hintManagementKey' : hints[owner])}
          value={entry.typed}
          onChange={entry.type}
          autoFocus={autoFocus && !startsAtLastTry}
          isDisabled={isDisabled}
        />
      )}
    </div>
  );
}

function canUnblock(token: Token, { owner }: PinEntry): boolean {
  return owner === 'user' && whyOff(token, 'unblock', 0) === null;
}

function NoEntry({ token, entry }: { readonly token: Token; readonly entry: PinEntry }) {
  const { t } = useText();
  const hasWay = canUnblock(token, entry);
  return (
    <Notice
      tone="bad"
      actions={
        hasWay && (
          <Button size="small" onPress={() => void openDialog('tokens.unblock', { token })}>
            {t('tokenWork.pin.unblock')}
          </Button>
        )
      }
    >
      {entry.mode === 'unset' ? (
        <p>{t('tokenWork.pin.unset')}</p>
      ) : (
        <>
          <p>{t(`tokenWork.pin.locked.${entry.owner}`)}</p>
          <p>{hasWay ? t('tokenWork.pin.lockedStep') : t('tokenWork.pin.lockedMaker')}</p>
        </>
      )}
    </Notice>
  );
}
