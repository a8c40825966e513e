// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { ipc } from '../../../lib/ipc.ts';
import { Choice } from '../../../ui/fields/choice.tsx';
import { Notice } from '../../../ui/feedback/notice.tsx';
import type { KeyDialogProps } from './csr-dialog.tsx';
import { subjectOf, SubjectFields, useSubjectForm } from './subject-fields.tsx';
import { TokenOperation } from '../token-operation.tsx';
import { useWriteEntries } from '../pins/use-pin-entry.ts';

const years = ['1', '3', '10'] as const;
type Years = (typeof years)[number];

export function SelfSignDialog({ token, object, onClose }: KeyDialogProps) {
  const { t } = useText();
  const entries = useWriteEntries(token, true, object.key?.pinEachTime === true);
  const [form, setForm] = useSubjectForm();
  const [length, setLength] = useState<Years>('1');
  const [done, setDone] = useState(false);
  const subject = subjectOf(form);
  return (
    <TokenOperation
      token={token}
      title={t('tokenWork.selfSign.title')}
      width="wide"
      {...entries}
      before={<p>{t('tokenWork.selfSign.lead')}</p>}
      fields={
        <>
          <SubjectFields form={form} onChange={setForm} />
          <Choice
            look="segments"
            label={t('tokenWork.selfSign.days')}
            value={length}
            onChange={setLength}
            options={years.map((value) => ({
              value,
              name: t('tokenWork.selfSign.years', { count: Number(value) }),
            }))}
          />
        </>
      }
      isReady={subject !== null}
      go={t('tokenWork.selfSign.go')}
      working={t('tokenWork.selfSign.working')}
      rereads
      run={async (given, options) => {
        if (subject === null) return;
        const days = Number(length) * 365;
        await ipc('tokens.selfSign', { tokenId: token.id, ...given, objectId: object.id, subject, days }, options);
        setDone(true);
      }}
      result={
        done ? (
          <Notice tone="ok" title={t('tokenWork.selfSign.done')} urgent>
            {null}
          </Notice>
        ) : null
      }
      onClose={onClose}
    />
  );
}
