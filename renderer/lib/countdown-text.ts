import { useText } from '../i18n/i18n.ts';
import { useNow } from './clock.ts';
import { type Countdown, countdown } from './countdown.ts';

const keys = {
  running: { days: 'time.days', hours: 'time.hours', minutes: 'time.minutes' },
  expired: { days: 'time.expiredDays', hours: 'time.expiredHours', minutes: 'time.expiredMinutes' },
  'not-yet': { days: 'time.startsDays', hours: 'time.startsHours', minutes: 'time.startsMinutes' },
} as const;

/** The live countdown of a certificate and its words: `20 天`, `已过期 12 天`. */
export function useCountdown(notBefore: string, notAfter: string): { state: Countdown; text: string } {
  const { t } = useText();
  const state = countdown(Date.parse(notBefore), Date.parse(notAfter), useNow());
  return { state, text: t(keys[state.phase][state.unit], { count: state.count }) };
}
