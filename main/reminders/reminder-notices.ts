// SPDX-License-Identifier: Apache-2.0
import { daysLeft } from '../../shared/domain/certificates/certificate-status.ts';
import type { DueReminder } from '../../shared/domain/certificates/reminder-plan.ts';
import type { Language } from '../../shared/i18n/language.ts';
import { fillMessage } from '../../shared/i18n/message.ts';
import { reminderTexts } from '../../shared/i18n/reminders.ts';
import { visibleText } from '../../shared/sinks/visible-text.ts';
import { maskIdentityNumbers } from '../../shared/domain/certificates/identity-numbers.ts';
import { daysText } from './days-text.ts';
import type { RemindedItem } from './reminded-items.ts';

export type DueItem = DueReminder & RemindedItem;

export interface ReminderNotice {
  readonly title: string;
  readonly body: string;
  readonly action: string;
  readonly reminders: readonly DueReminder[];
  readonly sha256: string | null;
}

/** More reminders are combined into one notice. */
export const maxSeparate = 3;

const maxName = 80;

/** Shows only name and days. `due` starts with the soonest expiry. */
export function reminderNotices(
  due: readonly DueItem[],
  options: { readonly now: Date; readonly language: Language; readonly hideNames: boolean },
): ReminderNotice[] {
  const { now, language } = options;
  const texts = reminderTexts[language];
  const nameOf = (item: DueItem): string => (options.hideNames ? texts.aCertificate : noticeName(item.name));
  const daysOf = (item: DueItem): string =>
    daysText(daysLeft(item.notAfter, now), language, now.getTime() > Date.parse(item.notAfter));
  const [first] = due;
  if (due.length > maxSeparate && first !== undefined) {
    return [
      {
        title: fillMessage(texts.several, { count: due.length }),
        body: fillMessage(texts.soonest, { name: nameOf(first), days: daysOf(first) }),
        action: texts.open,
        reminders: due,
        sha256: null,
      },
    ];
  }
  return due.map((item) => ({
    title: nameOf(item),
    body: daysOf(item),
    action: texts.open,
    reminders: [item],
    sha256: item.sha256,
  }));
}

/** Doesn't reveal the backup's location. */
export function backupNotice(
  daysSinceLook: number,
  language: Language,
): Pick<ReminderNotice, 'title' | 'body' | 'action'> {
  const texts = reminderTexts[language];
  return {
    title: texts.backupTitle,
    body: fillMessage(texts.backupBody, { days: daysSinceLook }),
    action: texts.open,
  };
}

function noticeName(name: string): string {
  const characters = Array.from(visibleText(maskIdentityNumbers(name)));
  return characters.length > maxName ? `${characters.slice(0, maxName - 1).join('')}…` : characters.join('');
}
