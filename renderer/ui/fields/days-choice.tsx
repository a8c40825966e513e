// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';
import { standardReminderDays } from '../../../shared/domain/certificates/reminder-plan.ts';
import { useText } from '../../i18n/i18n.ts';
import { Checkbox } from './choice.tsx';
import layout from '../layout.module.css';
import css from './days-choice.module.css';

export interface DaysChoiceProps {
  /** Days before expiry. Non-standard ones are also shown and can be removed. */
  readonly days: readonly number[];
  readonly onChange: (days: number[]) => void;
}

export function DaysChoice({ days, onChange }: DaysChoiceProps) {
  const { t } = useText();
  const id = useId();
  const offered = [...new Set([...standardReminderDays, ...days])].toSorted((a, b) => b - a);
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
            onChange={(selected) =>
              onChange(selected ? [...days, day].toSorted((a, b) => b - a) : days.filter((each) => each !== day))
            }
          >
            {day === 0 ? t('reminders.lastDay') : t('reminders.day', { count: day })}
          </Checkbox>
        ))}
      </div>
    </div>
  );
}
