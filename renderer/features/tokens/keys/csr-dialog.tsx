// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Token, TokenObject } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { Notice } from '../../../ui/feedback/notice.tsx';
import { RequestPane } from './request-pane.tsx';
import { subjectOf, SubjectFields, useSubjectForm } from './subject-fields.tsx';
import { TokenOperation } from '../token-operation.tsx';
import { usePinEntry } from '../pins/use-pin-entry.ts';

export interface KeyDialogProps {
  readonly token: Token;
  readonly object: TokenObject;
  readonly onClose: () => void;
}

export function CsrDialog({ token, object, onClose }: KeyDialogProps) {
  const { t } = useText();
  const entry = usePinEntry(token, 'user', object.key?.pinEachTime === true);
  const [form, setForm] = useSubjectForm();
  const [pem, setPem] = useState<string | null>(null);
  const [isTaken, setTaken] = useState(false);
  const subject = subjectOf(form);
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.csr.title')}
      width="wide"
      entry={entry}
      before={<p>{t('tokenWork.csr.lead')}</p>}
      fields={<SubjectFields form={form} onChange={setForm} />}
      isReady={subject !== null}
      go={t('tokenWork.csr.go')}
      working={t('tokenWork.csr.working')}
      run={async ({ pin, confirmedLastTry }, options) => {
        if (subject === null) return;
        const input = { tokenId: token.id, pin, confirmedLastTry, objectId: object.id, subject };
        setPem((await ipc('tokens.csr', input, options)).pem);
      }}
      result={
        pem === null ? null : (
          <>
            <Notice tone="ok" title={t('tokenWork.csr.done')} urgent>
              <p>{t('tokenWork.csr.doneText')}</p>
            </Notice>
            <RequestPane
              pem={pem}
              isNextStep={!isTaken}
              onTaken={() => setTaken(true)}
              write={async (destinationId, options) => ipc('tokens.saveRequest', { destinationId, pem }, options)}
            />
          </>
        )
      }
      isUnfinished={!isTaken}
      onClose={onClose}
    />
  );
}
