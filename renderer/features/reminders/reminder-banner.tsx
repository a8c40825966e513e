// SPDX-License-Identifier: Apache-2.0
import { BellRing } from 'lucide-react';
import type { LeftReminders } from '../../../shared/schemas/certificates/reminder.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { countdownText } from '../../lib/text/countdown-text.ts';
import { deadline } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { followReminder } from '../../state/enrolment/renewal.ts';
import { useLeftReminders } from '../../state/reminders/use-left-reminders.ts';
import { useWayOfRenewal } from '../../state/enrolment/use-renewal.ts';
import { Banner } from '../../ui/feedback/banner.tsx';

/** Reminders the desktop couldn't show (R02). */
export function ReminderBanner() {
  const { left, seen } = useLeftReminders();
  if (left?.first === null || left === null) return null;
  return <Reminder first={left.first} count={left.count} onSeen={(about) => void seen(about).catch(() => undefined)} />;
}

interface ReminderProps {
  readonly first: NonNullable<LeftReminders['first']>;
  readonly count: number;
  /** Null: all. */
  readonly onSeen: (about: string | null) => void;
}

const names = {
  ask: 'renewal.renew',
  how: 'detail.renewHow',
  replace: 'losses.replace.start',
  none: 'reminders.left.show',
} as const;

function Reminder({ first, count, onSeen }: ReminderProps) {
  const { t, language } = useText();
  const { about, sha256, notAfter } = first;
  const way = useWayOfRenewal(sha256);
  const { state, words } = countdownText(t, new Date(0).toISOString(), notAfter, useNow());
  const isOver = state.phase === 'expired';
  const name = screenText(first.name);
  const date = deadline(notAfter, language);
  const when = t(isOver ? 'time.expiredOn' : 'time.expiresOn', { date });
  return (
    <Banner
      Icon={BellRing}
      bad={isOver}
      title={t(isOver ? 'reminders.left.over' : 'reminders.left.ends', { name, time: words })}
      text={count > 1 ? t('reminders.left.more', { when, count: count - 1 }) : when}
      action={t(names[way])}
      onAction={() => {
        void followReminder('certificates', sha256);
        onSeen(about);
      }}
      dismiss={t('reminders.left.seen')}
      onDismiss={() => onSeen(null)}
    />
  );
}
