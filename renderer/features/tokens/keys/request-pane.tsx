// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { CopyAndSave, type CopyAndSaveProps } from '../../../ui/feedback/copy-and-save.tsx';
import field from '../../../ui/fields/field.module.css';

export interface RequestPaneProps extends Pick<CopyAndSaveProps, 'write' | 'isNextStep' | 'onTaken'> {
  readonly pem: string;
}

export function RequestPane({ pem, ...saving }: RequestPaneProps) {
  const { t } = useText();
  const id = useId();
  return (
    <>
      <div className={field.field}>
        <label className={field.label} htmlFor={id}>
          {t('tokenWork.csr.pem')}
        </label>
        <div className={field.control}>
          <textarea
            id={id}
            className={`${field.input} ${field.mono}`}
            rows={8}
            readOnly
            spellCheck={false}
            value={pem}
          />
        </div>
      </div>
      <CopyAndSave
        text={() => pem}
        purpose="request"
        {...saving}
        copied={(say) => say('tokenWork.csr.copied')}
        words={{
          copy: t('tokenWork.csr.copy'),
          copyFailed: t('tokenWork.csr.copyFailed'),
          save: t('tokenWork.csr.save'),
          saving: t('tokenWork.csr.saving'),
          saved: t('tokenWork.csr.savedTo'),
        }}
      />
    </>
  );
}
