// SPDX-License-Identifier: Apache-2.0
import { useId, useState } from 'react';
import { Form } from 'react-aria-components';
import {
  maxReminderDays,
  maxReminders,
  standardReminderDays,
} from '../../../shared/domain/certificates/reminder-plan.ts';
import { useText } from '../../i18n/i18n.ts';
import { Button } from '../button.tsx';
import { Checkbox } from './choice.tsx';
import { TextField } from './text-field.tsx';
import layout from '../layout.module.css';
import css from './days-choice.module.css';

export interface DaysChoiceProps {
  /** Days before expiry. */
  readonly days: readonly number[];
  readonly onChange: (days: number[]) => void;
}

export function DaysChoice({ days, onChange }: DaysChoiceProps) {
  const { t } = useText();
  const id = useId();
  const offered = [...new Set([...standardReminderDays, ...days])].toSorted((a, b) => b - a);
  const add = (day: number) => onChange([...new Set([...days, day])].toSorted((a, b) => b - a));
  return (
    <div role="group" aria-labelledby={id} className={layout.stack8}>
      <span id={id} className={css.label}>
        {t('reminders.days')}
      </span>
      <div className={css.days}>
        {offered.map((day) => (
          <Checkbox
            key={day}
            isSelected={days.includes(day)}
            onChange={(selected) => (selected ? add(day) : onChange(days.filter((each) => each !== day)))}
          >
            {day === 0 ? t('reminders.lastDay') : t('reminders.day', { count: day })}
          </Checkbox>
        ))}
      </div>
      <OtherDays days={days} onAdd={add} />
    </div>
  );
}

interface OtherDaysProps {
  readonly days: readonly number[];
  readonly onAdd: (day: number) => void;
}

function OtherDays({ days, onAdd }: OtherDaysProps) {
  const { t } = useText();
  const [line, setLine] = useState('');
  const [error, setError] = useState<string | undefined>(undefined);
  const add = () => {
    const written = line.trim();
    const day = /^\d{1,3}$/.test(written) ? Number(written) : maxReminderDays + 1;
    if (day > maxReminderDays) return setError(t('reminders.otherWrong', { max: maxReminderDays }));
    if (days.includes(day)) return setError(t('reminders.otherTwice'));
    if (days.length >= maxReminders) return setError(t('reminders.otherTooMany', { max: maxReminders }));
    onAdd(day);
    setLine('');
  };
  return (
    <Form
      className={css.other ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField
        label={t('reminders.other')}
        value={line}
        error={error}
        maxLength={4}
        onChange={(value) => {
          setLine(value);
          setError(undefined);
        }}
      />
      <Button type="submit">{t('reminders.otherAdd')}</Button>
    </Form>
  );
}
