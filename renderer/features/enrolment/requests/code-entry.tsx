// SPDX-License-Identifier: Apache-2.0
import type { ClipboardEvent } from 'react';
import { screenText } from '../../../lib/text/screen-text.ts';
import { PasswordField } from '../../../ui/fields/password-field.tsx';
import { TextField } from '../../../ui/fields/text-field.tsx';
import type { CodeLabel } from './code-fields.ts';
import { insertedText, pastedCode } from './code-text.ts';

export interface CodeEntryProps {
  readonly field: CodeLabel;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
  readonly isDisabled?: boolean;
}

/** Pasting strips spaces and converts full-width characters. */
export function CodeEntry({ field, value, onChange, autoFocus = false, isDisabled = false }: CodeEntryProps) {
  const paste = (event: ClipboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.target;
    const pasted = pastedCode(event.clipboardData.getData('text/plain'));
    onChange(insertedText(value, pasted, selectionStart, selectionEnd));
  };
  const label = screenText(field.label);
  return (
    <div onPaste={paste}>
      {field.secret ? (
        <PasswordField label={label} value={value} onChange={onChange} autoFocus={autoFocus} isDisabled={isDisabled} />
      ) : (
        <TextField
          label={label}
          value={value}
          onChange={onChange}
          maxLength={1024}
          mono
          autoFocus={autoFocus}
          isDisabled={isDisabled}
        />
      )}
    </div>
  );
}
