// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { useText } from '../../../i18n/i18n.ts';
import { judgePassword } from '../../../../shared/domain/secrets/password-rules.ts';
import { NewPassword } from '../../../ui/fields/new-password.tsx';

export interface NewPassphrase {
  readonly value: string;
  readonly again: string;
}

export const noPassphrase: NewPassphrase = { value: '', again: '' };

export function passphraseReady({ value, again }: NewPassphrase): boolean {
  return judgePassword(value).usable && value === again;
}

export function useNewPassphrase() {
  return useState<NewPassphrase>(noPassphrase);
}

export interface NewPassphraseFieldsProps {
  readonly typed: NewPassphrase;
  readonly onChange: (change: (before: NewPassphrase) => NewPassphrase) => void;
  readonly autoFocus?: boolean;
}

export function NewPassphraseFields({ typed, onChange, autoFocus = false }: NewPassphraseFieldsProps) {
  const { t } = useText();
  return (
    <NewPassword
      label={t('security.newPassphrase')}
      labelAgain={t('security.newPassphraseAgain')}
      mismatch={t('vault.mismatch')}
      value={typed.value}
      again={typed.again}
      onChange={(value) => onChange((before) => ({ ...before, value }))}
      onChangeAgain={(again) => onChange((before) => ({ ...before, again }))}
      autoFocus={autoFocus}
    />
  );
}
