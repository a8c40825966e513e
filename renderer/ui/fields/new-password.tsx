// SPDX-License-Identifier: Apache-2.0
import { Check } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { minimumPasswordLength, type Strength } from '../../../shared/domain/secrets/password-rules.ts';
import { useStrength } from '../../lib/use-strength.ts';
import css from './new-password.module.css';
import { hideAfterMs, PasswordField } from './password-field.tsx';

const strengthTexts = {
  empty: 'export.strengthEmpty',
  short: 'export.strengthShort',
  weak: 'export.strengthWeak',
  fair: 'export.strengthFair',
  long: 'export.strengthLong',
} as const satisfies Record<Strength, string>;

export interface NewPasswordProps {
  readonly label: string;
  readonly labelAgain: string;
  readonly mismatch: string;
  readonly value: string;
  readonly again: string;
  readonly onChange: (value: string) => void;
  readonly onChangeAgain: (value: string) => void;
  readonly autoFocus?: boolean;
}

export function NewPassword(props: NewPasswordProps) {
  const { t } = useText();
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => setShown(false), hideAfterMs);
    return () => clearTimeout(timer);
  }, [shown, props.value, props.again]);
  const reveal = { shown, onShown: setShown };
  const strength = useStrength(props.value);
  const differs = props.again !== '' && !props.value.startsWith(props.again);
  const keyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const [first, second] = event.currentTarget.querySelectorAll('input');
    if (event.key !== 'Enter' || event.target !== first || props.value === '' || props.again !== '') return;
    event.preventDefault();
    second?.focus();
  };
  return (
    <div role="presentation" className={css.fields} onKeyDown={keyDown}>
      <PasswordField
        label={props.label}
        value={props.value}
        onChange={props.onChange}
        autoFocus={props.autoFocus ?? false}
        reveal={{ ...reveal, excludeFromTabOrder: true }}
      />
      <div className={`${css.meter} ${css[strength] ?? ''}`} role="status">
        <span className={css.bars} aria-hidden>
          <i />
          <i />
          <i />
          <i />
        </span>
        {t(strengthTexts[strength], { minimum: minimumPasswordLength })}
        {props.again !== '' && props.again === props.value && (
          <span className={css.match}>
            <Check size={14} aria-hidden />
            {t('export.match')}
          </span>
        )}
      </div>
      <PasswordField
        label={props.labelAgain}
        value={props.again}
        onChange={props.onChangeAgain}
        error={differs ? props.mismatch : undefined}
        reveal={{ ...reveal, excludeFromTabOrder: false }}
      />
    </div>
  );
}
