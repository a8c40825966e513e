// SPDX-License-Identifier: Apache-2.0
import type { Text } from '../../i18n/i18n.ts';

/** `到期前 7、3 天和当天`. */
export function reminderDaysText(days: readonly number[], t: Text['t']): string {
  const before = days.filter((day) => day > 0);
  if (days.length === 0) return t('reminders.none');
  if (before.length === 0) return t('reminders.onDay');
  const key = before.length < days.length ? 'reminders.standardDaysAndDay' : 'reminders.standardDays';
  return t(key, { count: Math.max(...before), days: before.join(t('common.listSeparator')) });
}
