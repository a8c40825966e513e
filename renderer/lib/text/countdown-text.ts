// SPDX-License-Identifier: Apache-2.0
import { type Text, useText } from '../../i18n/i18n.ts';
import { useNow } from '../clock.ts';
import { type Countdown, countdown } from './countdown.ts';

const keys = {
  running: { days: 'time.days', hours: 'time.hours', minutes: 'time.minutes' },
  expired: { days: 'time.expiredDays', hours: 'time.expiredHours', minutes: 'time.expiredMinutes' },
  'not-yet': { days: 'time.startsDays', hours: 'time.startsHours', minutes: 'time.startsMinutes' },
} as const;

const listKeys = {
  ...keys,
  expired: { days: 'time.daysAgo', hours: 'time.hoursAgo', minutes: 'time.minutesAgo' },
} as const;

/** `20 天`, `已过期 12 天`, or `12 天前` in the list. `by-day` is for dates without a time. `now` is in ms. */
export function countdownText(
  t: Text['t'],
  notBefore: string,
  notAfter: string,
  now: number,
  where: 'list' | 'alone' | 'by-day' = 'alone',
): { state: Countdown; words: string } {
  const state = countdown(Date.parse(notBefore), Date.parse(notAfter), now, where === 'by-day');
  return { state, words: t((where === 'list' ? listKeys : keys)[state.phase][state.unit], { count: state.count }) };
}

export function useCountdown(notBefore: string, notAfter: string): { state: Countdown; text: string } {
  const { t } = useText();
  const { state, words } = countdownText(t, notBefore, notAfter, useNow());
  return { state, text: words };
}
