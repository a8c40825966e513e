// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../shared/i18n/language.ts';
import { fillMessage } from '../../shared/i18n/message.ts';
import { reminderTexts } from '../../shared/i18n/reminders.ts';

/** `daysLeft` is rounded down, so -1 is the first day after the end. */
export function daysText(daysLeft: number, language: Language): string {
  const texts = reminderTexts[language];
  // One hour after the end is already -1.
  const since = -daysLeft - 1;
  if (since === 0) return texts.expiredToday;
  if (since > 0) return fillMessage(since === 1 ? texts.expiredOneDay : texts.expiredDays, { days: since });
  if (daysLeft === 0) return texts.lastDay;
  return fillMessage(daysLeft === 1 ? texts.oneDay : texts.days, { days: daysLeft });
}
