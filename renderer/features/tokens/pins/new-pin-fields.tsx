// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Token } from '../../../../shared/schemas/token.ts';
import { useText } from '../../../i18n/i18n.ts';
import { isObviousPin, type PinLimits, pinLimits, pinOctets } from '../../../lib/pin-rules.ts';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import layout from '../../../ui/layout.module.css';

export interface NewPin {
  readonly value: string;
  readonly again: string;
  readonly limits: PinLimits | null;
  readonly ready: boolean;
  type(pin: string): void;
  typeAgain(pin: string): void;
  /** Call only once per attempt, because it clears the fields. Returns null for a PIN typed at the reader. */
  take(): string | null;
}

export function useNewPin({ pinpad, pinLength, changesNeedSoPin }: Token, owner: 'user' | 'so'): NewPin {
  const [value, type] = useState('');
  const [again, typeAgain] = useState('');
  const octets = pinOctets(value);
  // A PIV management key exceeds the reported limit.
  const limits = owner === 'so' && changesNeedSoPin ? null : pinLimits(pinLength);
  const fits = octets >= (limits?.min ?? 1) && octets <= (limits?.max ?? 255);
  return {
    value,
    again,
    limits,
    ready: pinpad || (fits && value === again),
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
}

export function NewPinFields({ token, owner, pin }: NewPinFieldsProps) {
  const { t } = useText();
  if (token.pinpad) return null;
  const { limits } = pin;
  const octets = pinOctets(pin.value);
  const long = limits !== null && octets > limits.max ? t('tokenWork.pin.tooLong', { max: limits.max }) : undefined;
  const short = limits !== null && octets > 0 && octets < limits.min;
  const isObvious = isObviousPin(pin.value);
  const hint = isObvious
    ? t('tokenWork.pin.obvious')
    : limits === null
      ? undefined
      : short
        ? t('tokenWork.pin.tooShort', { min: limits.min })
        : t('tokenWork.pin.length', { min: limits.min, max: limits.max });
  const differs = pin.again !== '' && !pin.value.startsWith(pin.again);
  return (
    <div className={layout.pair}>
      <PasswordField
        label={owner === 'so' ? t('tokenWork.pin.newSo') : t('tokenWork.pin.newUser')}
        hint={hint}
        isHintWarning={isObvious}
        error={long}
        value={pin.value}
        onChange={pin.type}
      />
      <PasswordField
        label={owner === 'so' ? t('tokenWork.pin.newSoAgain') : t('tokenWork.pin.newUserAgain')}
        error={differs ? t('tokenWork.pin.mismatch') : undefined}
        value={pin.again}
        onChange={pin.typeAgain}
      />
    </div>
  );
}
