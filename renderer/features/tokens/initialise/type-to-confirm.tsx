// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { TextField } from '../../../ui/fields/text-field.tsx';
import css from '../token-dialogs.module.css';

export interface TypeToConfirmProps {
  readonly toType: string;
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
}

export function TypeToConfirm({ toType, typed, onTyped }: TypeToConfirmProps) {
  const { t } = useText();
  return (
    <>
      <p>
        {t('tokenWork.typeLead')} <span className={css.code}>{toType}</span>
      </p>
      <TextField label={t('tokenWork.typeIt')} value={typed} onChange={onTyped} maxLength={255} />
    </>
  );
}
