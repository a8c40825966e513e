// SPDX-License-Identifier: Apache-2.0
import type { Text } from '../../i18n/i18n.ts';

/** `到期前 7、3 天和当天`. */
export function reminderDaysText(days: readonly number[], t: Text['t']): string {
  const before = days.filter((day) => day > 0);
  if (days.length === 0) return t('reminders.none');
  if (before.length === 0) return t('reminders.onDay');
  const key = before.length < days.length ? 'reminders.standardDaysAndDay' : 'reminders.standardDays';
  const [last, ...others] = before.toReversed();
  const earlier = others.toReversed().join(t('common.listSeparator'));
  const listed = others.length === 0 ? `${last}` : `${earlier}${t('common.lastSeparator')}${last}`;
  return t(key, { count: Math.max(...before), days: listed });
}
