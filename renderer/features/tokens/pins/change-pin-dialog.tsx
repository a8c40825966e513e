// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { NewPinFields, useNewPin } from './new-pin-fields.tsx';
import { TokenOperation } from '../token-operation.tsx';
import { usePinEntry } from './use-pin-entry.ts';

export interface ChangePinDialogProps {
  readonly token: Token;
  readonly who: 'user' | 'so';
  readonly onClose: () => void;
}

export function ChangePinDialog({ token, who, onClose }: ChangePinDialogProps) {
  const { t } = useText();
  // Ask even while unlocked, because the user must know the PIN.
  const entry = usePinEntry(token, who, true);
  const next = useNewPin(token, who);
  const [done, setDone] = useState(false);
  const own = who === 'user';
  return (
    <TokenOperation
      token={token}
      title={own ? t('tokenWork.changePin.title') : t('tokenWork.changePin.titleSo')}
      entry={entry}
      pinLabel={own ? t('tokenWork.changePin.current') : t('tokenWork.changePin.currentSo')}
      after={
        <>
          <NewPinFields token={token} owner={who} pin={next} />
          <p>{t('tokenWork.changePin.lead')}</p>
        </>
      }
      isReady={next.ready}
      go={t('tokenWork.changePin.go')}
      working={t('tokenWork.changePin.working')}
      run={async ({ pin, confirmedLastTry }) => {
        const newPin = next.take();
        await ipc('tokens.changePin', { tokenId: token.id, who, pin: pin ?? null, newPin, confirmedLastTry });
        setDone(true);
      }}
      result={
        done ? (
          <Notice tone="ok" title={own ? t('tokenWork.changePin.done') : t('tokenWork.changePin.doneSo')} urgent>
            <p>{t('tokenWork.changePin.doneText')}</p>
          </Notice>
        ) : null
      }
      onClose={onClose}
    />
  );
}
