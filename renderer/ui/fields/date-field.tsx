// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import text from '../text.module.css';
import field from './field.module.css';

export interface DateFieldProps {
  readonly label: string;
  readonly hint: string;
  /** `YYYY-MM-DD`, or null while incomplete. */
  readonly value: string | null;
  readonly onChange: (day: string | null) => void;
}

/** A native input, because React Aria's spin buttons set `innerHTML`, which the CSP forbids (Trusted Types). */
export function DateField({ label, hint, value, onChange }: DateFieldProps) {
  const id = useId();
  return (
    <div className={field.field}>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <div className={field.control}>
        <input
          id={id}
          type="date"
          className={field.input}
          max="9999-12-31"
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
          aria-describedby={`${id}-hint`}
        />
      </div>
      <span id={`${id}-hint`} className={text.small} aria-live="polite">
        {hint}
      </span>
    </div>
  );
}
