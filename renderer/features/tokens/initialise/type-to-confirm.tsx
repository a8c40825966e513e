// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { TextField } from '../../../ui/fields/text-field.tsx';
import layout from '../../../ui/layout.module.css';
import css from '../token-dialogs.module.css';

export interface TypeToConfirmProps {
  readonly toType: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly children?: ReactNode;
}

export function TypeToConfirm({ toType, typed, onTyped, children }: TypeToConfirmProps) {
  const { t } = useText();
  return (
    <>
      <p>
        {t('tokenWork.typeLead')} <span className={css.code}>{toType}</span>
      </p>
      <div className={layout.pair}>
        {children}
        <TextField label={t('tokenWork.typeIt')} value={typed} onChange={onTyped} maxLength={255} />
      </div>
    </>
  );
}
