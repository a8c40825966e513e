// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import text from '../text.module.css';
import css from './select-field.module.css';
import hidden from '../visually-hidden.module.css';

export interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly name: string }[];
  readonly onChange: (value: T) => void;
  readonly labelHidden?: boolean;
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, value, options, onChange, labelHidden = false } = props;
  const id = useId();
  return (
    <span className={css.field}>
      <label htmlFor={id} className={labelHidden ? hidden.hidden : text.small}>
        {label}
      </label>
      <select id={id} className={css.select} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
    </span>
  );
}
