// SPDX-License-Identifier: Apache-2.0
import { BellRing } from 'lucide-react';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { countdownText } from '../../lib/text/countdown-text.ts';
import { dueDay } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { selectCertificate, showOnly } from '../../state/certificates-store.ts';
import { followReminder } from '../../state/enrolment/renewal.ts';
import { useGuide } from '../../state/enrolment/guide-store.ts';
import { useWayOfRenewal } from '../../state/enrolment/use-renewal.ts';
import { useLeftReminders } from '../../state/reminders/use-left-reminders.ts';
import { openWatched } from '../../state/reminders/watched-store.ts';
import { goTo, useRoute } from '../../state/route-store.ts';
import type { Notice } from './notice.ts';

const names = {
  ask: 'renewal.renew',
  token: 'renewal.renew',
  how: 'detail.renewHow',
  replace: 'losses.replace.start',
  none: 'reminders.left.show',
} as const;

export function useReminderNotice(): Notice | null {
  const { t, language } = useText();
  const { left, seen } = useLeftReminders();
  const now = useNow();
  const way = useWayOfRenewal(left?.first?.sha256 ?? null);
  const first = left?.first ?? null;
  const isInGuide = useIsInGuide(first?.sha256 ?? null);
  if (left === null || first === null || isInGuide) return null;
  const { about, sha256, notAfter } = first;
  const { only } = left;
  const areMany = left.count > 1 && only !== null;
  const { state, words } = countdownText(t, new Date(0).toISOString(), notAfter, now);
  const isOver = state.phase === 'expired';
  const when = t(isOver ? 'time.expiredOn' : 'time.expiresOn', { date: dueDay(notAfter, language) });
  const see = (which: readonly string[] | null) => void seen(which).catch(() => undefined);
  return {
    id: 'reminder',
    Icon: BellRing,
    isBad: isOver,
    title: t(isOver ? 'reminders.left.over' : 'reminders.left.ends', { name: screenText(first.name), time: words }),
    text: left.count > 1 ? t('reminders.left.more', { when, count: left.count - 1 }) : when,
    action: {
      name: t(names[areMany ? 'none' : way]),
      run: () => {
        if (areMany) {
          if (sha256 !== null) selectCertificate(sha256);
          openWatched();
          void showOnly('reminders', only);
          goTo('certificates');
          see(only);
          return;
        }
        void followReminder('certificates', sha256);
        see([about]);
      },
    },
    close: { name: t('reminders.left.seen'), run: () => see(null) },
  };
}

/** The guide itself shows when the certificate expires. */
function useIsInGuide(sha256: string | null): boolean {
  const guide = useGuide((state) => state.guide);
  const room = useRoute((state) => state.room);
  return sha256 !== null && room === 'enrolment' && guide?.kind === 'renew' && guide.sha256 === sha256;
}
