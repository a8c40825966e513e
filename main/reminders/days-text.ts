// SPDX-License-Identifier: Apache-2.0
import type { Language } from '../../shared/i18n/language.ts';
import { fillMessage } from '../../shared/i18n/message.ts';
import { reminderTexts } from '../../shared/i18n/reminders.ts';

/** `daysLeft` counts calendar days. */
export function daysText(daysLeft: number, language: Language, isOver = false): string {
  const texts = reminderTexts[language];
  const since = -daysLeft;
  if (daysLeft === 0 && isOver) return texts.expiredToday;
  if (since > 0) return fillMessage(since === 1 ? texts.expiredOneDay : texts.expiredDays, { days: since });
  if (daysLeft === 0) return texts.lastDay;
  return fillMessage(daysLeft === 1 ? texts.oneDay : texts.days, { days: daysLeft });
}
