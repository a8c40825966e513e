// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import layout from '../layout.module.css';
import { PasswordField } from './password-field.tsx';

export type StorePasswords = Readonly<Record<string, string>>;

export interface StorePasswordsProps {
  readonly stores: readonly { readonly id: string; readonly name: string }[];
  readonly passwords: StorePasswords;
  readonly onChange: (change: (before: StorePasswords) => StorePasswords) => void;
  readonly autoFocus?: boolean;
}

/** Passwords exist only in the dialog's state. */
export function StorePasswordFields({ stores, passwords, onChange, autoFocus = false }: StorePasswordsProps) {
  const { t } = useText();
  if (stores.length === 0) return null;
  return (
    <div className={layout.stack14}>
      {stores.map(({ id, name }, index) => (
        <PasswordField
          key={id}
          label={t('install.password', { place: screenText(name) })}
          hint={t('install.passwordHint')}
          value={passwords[id] ?? ''}
          onChange={(password) => onChange((before) => ({ ...before, [id]: password }))}
          autoFocus={autoFocus && index === 0}
        />
      ))}
    </div>
  );
}

export function passwordList(needed: readonly string[], passwords: StorePasswords) {
  return needed.map((storeId) => ({ storeId, password: passwords[storeId] ?? '' }));
}

export function passwordsReady(needed: readonly string[], passwords: StorePasswords): boolean {
  return needed.every((storeId) => (passwords[storeId] ?? '') !== '');
}
