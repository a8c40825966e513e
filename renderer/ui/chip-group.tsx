// SPDX-License-Identifier: Apache-2.0
import { Radio, RadioGroup } from 'react-aria-components';
import { groupDigits } from '../i18n/group-digits.ts';
import css from './chip-group.module.css';

export interface Chip<T extends string> {
  readonly value: T;
  readonly name: string;
  readonly count: number;
}

export interface ChipGroupProps<T extends string> {
  readonly label: string;
  readonly chips: readonly Chip<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

export function ChipGroup<T extends string>({ label, chips, value, onChange }: ChipGroupProps<T>) {
  const shown = chips.filter((chip, index) => index === 0 || chip.count > 0 || chip.value === value);
  return (
    <RadioGroup
      className={`${css.group} ${css.wraps}`}
      aria-label={label}
      orientation="horizontal"
      value={value}
      onChange={(chosen) => onChange(chosen as T)}
    >
      {shown.map((chip) => (
        <Radio key={chip.value} value={chip.value} className={css.chip ?? ''}>
          {chip.name}
          <span className={css.count}>{groupDigits(chip.count)}</span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
