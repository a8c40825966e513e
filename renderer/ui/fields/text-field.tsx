// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';
import text from '../text.module.css';
import css from './field.module.css';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string | undefined;
  /** Empty: invalid, explained elsewhere. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
  readonly lines?: number;
  readonly mono?: boolean;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly isDisabled?: boolean;
}

export function TextField(props: TextFieldProps) {
  const { label, value, onChange, hint, error, lines = 1, mono = false, placeholder = '' } = props;
  const input = useRef<HTMLInputElement>(null);
  const isFirst = useRef(props.autoFocus === true);
  useEffect(() => {
    if (isFirst.current) input.current?.select();
  }, []);
  const inputClass = `${css.input} ${mono ? css.mono : ''}`;
  return (
    <AriaTextField
      className={css.field ?? ''}
      value={value}
      onChange={onChange}
      isInvalid={error !== undefined}
      // 'native' would block submitting again after an error.
      validationBehavior="aria"
      autoComplete="off"
      spellCheck="false"
      autoFocus={props.autoFocus ?? false}
      isDisabled={props.isDisabled ?? false}
      {...(props.maxLength !== undefined && { maxLength: props.maxLength })}
    >
      <Label className={css.label ?? ''}>{label}</Label>
      <div className={css.control}>
        {lines > 1 ? (
          <TextArea className={inputClass} rows={lines} placeholder={placeholder} />
        ) : (
          <Input ref={input} className={inputClass} placeholder={placeholder} />
        )}
      </div>
      {hint !== undefined && (error ?? '') === '' && (
        <Text slot="description" className={text.small ?? ''}>
          {hint}
        </Text>
      )}
      {error !== '' && <FieldError className={css.error ?? ''}>{error}</FieldError>}
    </AriaTextField>
  );
}
