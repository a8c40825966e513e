// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { Choice } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { NewPinFields, useNewPin } from './new-pin-fields.tsx';
import { TokenOperation } from '../token-operation.tsx';
import { usePinEntry } from './use-pin-entry.ts';

type By = 'so-pin' | 'puk';

export function UnblockPinDialog({ token, onClose }: { readonly token: Token; readonly onClose: () => void }) {
  const ways = token.unblock.filter((way) => way === 'puk' || (token.soPin !== 'locked' && token.soPin !== 'unset'));
  const [by, setBy] = useState<By>(ways.includes('puk') ? 'puk' : 'so-pin');
  return (
    <UnblockForm
      // Discard input when the user switches secrets.
      key={by}
      token={token}
      ways={ways}
      by={by}
      onBy={setBy}
      onClose={onClose}
    />
  );
}

interface UnblockFormProps {
  readonly token: Token;
  readonly ways: readonly By[];
  readonly by: By;
  readonly onBy: (by: By) => void;
  readonly onClose: () => void;
}

function UnblockForm({ token, ways, by, onBy, onClose }: UnblockFormProps) {
  const { t } = useText();
  const entry = usePinEntry(token, by === 'puk' ? 'puk' : 'so');
  const next = useNewPin(token, 'user');
  const [done, setDone] = useState(false);
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.unblock.title')}
      entry={entry}
      before={
        <>
          <p>{t('tokenWork.unblock.lead')}</p>
          {ways.length > 1 && (
            <Choice
              look="segments"
              label={t('tokenWork.unblock.by')}
              value={by}
              onChange={onBy}
              options={[
                { value: 'so-pin', name: t('tokenWork.unblock.bySo') },
                { value: 'puk', name: t('tokenWork.unblock.byPuk') },
              ]}
            />
          )}
          <Notice tone="off">
            <p>
              {t('tokenWork.unblock.caution', {
                secret: t(by === 'puk' ? 'tokenWork.unblock.byPuk' : 'tokenWork.unblock.bySo'),
              })}
            </p>
          </Notice>
        </>
      }
      after={<NewPinFields token={token} owner="user" pin={next} />}
      isReady={next.ready}
      go={t('tokenWork.unblock.go')}
      working={t('tokenWork.unblock.working')}
      run={async ({ pin, confirmedLastTry }) => {
        const newPin = next.take();
        await ipc('tokens.unblockPin', { tokenId: token.id, by, secret: pin ?? null, newPin, confirmedLastTry });
        setDone(true);
      }}
      result={
        done ? (
          <Notice tone="ok" title={t('tokenWork.unblock.done')} urgent>
            <p>{t('tokenWork.unblock.doneText')}</p>
          </Notice>
        ) : null
      }
      onClose={onClose}
    />
  );
}
