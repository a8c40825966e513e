// SPDX-License-Identifier: Apache-2.0
import { Eye, EyeOff } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { useSecretsCleared } from '../../state/vault/secrets-store.ts';
import words from '../text.module.css';
import css from './field.module.css';

export const hideAfterMs = 30_000;

export interface PasswordFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** Warns of a weak secret, which is still accepted. */
  readonly isHintWarning?: boolean;
  /** Empty: invalid, explained elsewhere. */
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
  readonly isDisabled?: boolean;
  readonly reveal?: Reveal;
}

interface Reveal {
  readonly shown: boolean;
  readonly onShown: (shown: boolean) => void;
  readonly excludeFromTabOrder: boolean;
}

/** IMEs don't work in password fields, so Chinese passwords need the revealed field. */
export function PasswordField(props: PasswordFieldProps) {
  const { label, value, onChange, hint, isHintWarning = false, error, autoFocus, isDisabled, reveal } = props;
  const { t } = useText();
  const [own, setOwn] = useState(false);
  const shown = reveal?.shown ?? own;
  const setShown = reveal?.onShown ?? setOwn;
  useEffect(() => {
    if (!own) return undefined;
    const timer = setTimeout(() => setOwn(false), hideAfterMs);
    return () => clearTimeout(timer);
  }, [own, value]);

  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const element = input.current;
    // React retains the last focused input after unmount, so clear its value.
    return () => {
      if (element === null) return;
      element.value = '';
      element.removeAttribute('value');
    };
  }, []);

  useSecretsCleared(() => {
    setShown(false);
    onChange('');
  });

  const Icon = shown ? EyeOff : Eye;
  return (
    <TextField
      className={css.field ?? ''}
      value={value}
      onChange={onChange}
      type={shown ? 'text' : 'password'}
      isInvalid={error !== undefined}
      // 'native' would block submitting again after an error.
      validationBehavior="aria"
      autoFocus={autoFocus ?? false}
      isDisabled={isDisabled ?? false}
      autoComplete="off"
      spellCheck="false"
      maxLength={1024}
    >
      <Label className={css.label ?? ''}>{label}</Label>
      <div className={css.control}>
        <Input ref={input} className={css.input ?? ''} />
        <Button
          className={`${css.reveal} ${shown ? css.shown : ''}`}
          onPress={() => setShown(!shown)}
          isDisabled={isDisabled ?? false}
          excludeFromTabOrder={reveal?.excludeFromTabOrder ?? false}
        >
          <Icon size={16} aria-hidden />
          {t(shown ? 'common.hidePassword' : 'common.showPassword')}
        </Button>
      </div>
      {hint !== undefined && (error ?? '') === '' && (
        <Text slot="description" className={(isHintWarning ? words.warned : words.small) ?? ''}>
          {hint}
        </Text>
      )}
      {error !== '' && <FieldError className={css.error ?? ''}>{error}</FieldError>}
    </TextField>
  );
}
