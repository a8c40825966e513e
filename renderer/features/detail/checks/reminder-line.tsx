// SPDX-License-Identifier: Apache-2.0
import { Bell } from 'lucide-react';
import { isUnsafe } from '../../../../shared/domain/certificates/needs-replacement.ts';
import type { Loss } from '../../../../shared/schemas/certificates/loss.ts';
import type { RemindersOf } from '../../../../shared/schemas/certificates/reminder.ts';
import { type Text, useText } from '../../../i18n/i18n.ts';
import { dueDay } from '../../../lib/text/dates.ts';
import { reminderDaysText } from '../../../lib/text/reminder-days.ts';
import { openDialog } from '../../../state/dialogs/dialogs-store.ts';
import { useReminders } from '../../../state/reminders/use-reminders.ts';
import { CheckLine } from './check-line.tsx';

export interface ReminderLineProps {
  readonly sha256: string;
  readonly name: string;
  readonly bank: string;
  readonly loss: Loss | null;
}

export function ReminderLine({ sha256, name, bank, loss }: ReminderLineProps) {
  const { t, language } = useText();
  const reminders = useReminders(sha256);
  if (reminders === null) return null;
  if (isUnsafe(loss)) {
    return <CheckLine tone="none" Icon={Bell} title={t('reminders.noneReported')} />;
  }
  const { tone, text } = lineOf(reminders, { t, language });
  return (
    <CheckLine
      tone={tone}
      Icon={Bell}
      title={text}
      when={whenOf(reminders, t)}
      actions={[
        {
          name: t('reminders.change'),
          label: t('reminders.changeOf'),
          run: () => void openDialog('reminders', { about: sha256, name, bank }),
        },
      ]}
    />
  );
}

function whenOf({ planned }: RemindersOf, t: Text['t']): string | undefined {
  if (planned.length === 0) return undefined;
  return reminderDaysText(
    planned.map(({ days }) => days),
    t,
  );
}

function lineOf({ planned, snoozedUntil, canSnooze }: RemindersOf, { t, language }: Text) {
  const [next] = planned;
  if (snoozedUntil !== null) {
    return { tone: 'warn', text: t('reminders.snoozedUntil', { date: dueDay(snoozedUntil, language) }) } as const;
  }
  if (next !== undefined) {
    return { tone: 'ok', text: t('reminders.next', { date: dueDay(next.at, language) }) } as const;
  }
  return { tone: 'off', text: canSnooze ? t('reminders.allSent') : t('reminders.none') } as const;
}
