// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { dayAndTime } from '../../../lib/text/dates.ts';
import { ipc } from '../../../lib/ipc.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import type { KeyDialogProps } from '../keys/csr-dialog.tsx';
import { TokenOperation } from '../token-operation.tsx';
import { usePinEntry } from '../pins/use-pin-entry.ts';

export function TestKeyDialog({ token, object, onClose }: KeyDialogProps) {
  const { t, language } = useText();
  const entry = usePinEntry(token, 'user', object.key?.pinEachTime === true);
  const [at, setAt] = useState<string | null>(null);
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.test.title')}
      entry={entry}
      before={<p>{t('tokenWork.test.lead')}</p>}
      isReady
      go={t('tokenWork.test.go')}
      working={t('tokenWork.test.working')}
      run={async ({ pin, confirmedLastTry }, options) => {
        const input = { tokenId: token.id, pin, confirmedLastTry, objectId: object.id };
        setAt((await ipc('tokens.testKey', input, options)).at);
      }}
      result={
        at === null ? null : (
          <Notice tone="ok" title={t('tokenWork.test.done')} urgent>
            <p>{t('tokenWork.test.doneAt', { time: dayAndTime(at, language) })}</p>
          </Notice>
        )
      }
      onClose={onClose}
    />
  );
}
