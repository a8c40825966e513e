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
  readonly isInvalid?: boolean;
}

/** Pasting strips spaces and converts full-width characters. */
export function CodeEntry({ field, value, onChange, isInvalid = false, ...rest }: CodeEntryProps) {
  const paste = (event: ClipboardEvent) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.target;
    const pasted = pastedCode(event.clipboardData.getData('text/plain'));
    onChange(insertedText(value, pasted, selectionStart, selectionEnd));
  };
  const error = isInvalid ? '' : undefined;
  const shared = { label: screenText(field.label), value, onChange, error, ...rest };
  return (
    <div onPaste={paste}>
      {field.secret ? <PasswordField {...shared} /> : <TextField {...shared} maxLength={1024} mono />}
    </div>
  );
}
