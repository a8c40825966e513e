import { useState } from 'react';
import type { Token } from '../../../shared/schemas/token.ts';
import { useText } from '../../i18n/i18n.ts';
import { isObviousPin, pinOctets } from '../../lib/pin-rules.ts';
import { PasswordField } from '../../ui/password-field.tsx';
import css from './token-dialogs.module.css';

export interface NewPin {
  readonly value: string;
  readonly again: string;
  readonly ready: boolean;
  type(pin: string): void;
  typeAgain(pin: string): void;
  /** For one call; the fields are empty afterwards. Null: typed at the reader. */
  take(): string | null;
}

/** A PIN chosen now, entered twice. At a pinpad the reader asks for it. */
export function useNewPin({ pinpad, pinLength }: Token): NewPin {
  const [value, type] = useState('');
  const [again, typeAgain] = useState('');
  const octets = pinOctets(value);
  return {
    value,
    again,
    ready: pinpad || (octets >= Math.max(1, pinLength.min) && octets <= pinLength.max && value === again),
    type,
    typeAgain,
    take() {
      type('');
      typeAgain('');
      return pinpad ? null : value;
    },
  };
}

export interface NewPinFieldsProps {
  readonly token: Token;
  readonly owner: 'user' | 'so';
  readonly pin: NewPin;
  readonly isDisabled?: boolean;
}

export function NewPinFields({ token, owner, pin, isDisabled = false }: NewPinFieldsProps) {
  const { t } = useText();
  if (token.pinpad) return null;
  const { min, max } = token.pinLength;
  const octets = pinOctets(pin.value);
  const long = octets > max ? t('tokenWork.pin.tooLong', { max }) : undefined;
  const short = octets > 0 && octets < min ? t('tokenWork.pin.tooShort', { min }) : undefined;
  const hint = isObviousPin(pin.value) ? t('tokenWork.pin.obvious') : t('tokenWork.pin.length', { min, max });
  const differs = pin.again !== '' && !pin.value.startsWith(pin.again);
  return (
    <div className={css.fields}>
      <PasswordField
        label={owner === 'so' ? t('tokenWork.pin.newSo') : t('tokenWork.pin.newUser')}
        hint={short ?? hint}
        error={long}
        reveal={t('tokenWork.pin.show')}
        value={pin.value}
        onChange={pin.type}
        isDisabled={isDisabled}
      />
      <PasswordField
        label={owner === 'so' ? t('tokenWork.pin.newSoAgain') : t('tokenWork.pin.newUserAgain')}
        error={differs ? t('tokenWork.pin.mismatch') : undefined}
        reveal={t('tokenWork.pin.show')}
        value={pin.again}
        onChange={pin.typeAgain}
        isDisabled={isDisabled}
      />
    </div>
  );
}
