// SPDX-License-Identifier: Apache-2.0
import { Button as AriaButton } from 'react-aria-components';
import type { Timeline } from '../../../shared/schemas/certificates/timeline.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { statusNow, type Tone, toneNow } from '../../lib/text/countdown.ts';
import { monthAndYear, monthOnly } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { groupDigits } from '../../i18n/group-digits.ts';
import css from './timeline-pane.module.css';
import { useTimeline } from './use-timeline.ts';

/** Banks issue certificates for one to three years, and more bars would be unreadable. */
const shownMonths = 24;

export interface TimelinePaneProps {
  /** A month such as `2026-12`, or null for all. */
  readonly chosen: string | null;
  readonly onChoose: (month: string | null) => void;
}

export function TimelinePane({ chosen, onChoose }: TimelinePaneProps) {
  const { t, language } = useText();
  const now = useNow();
  const timeline = useTimeline(shownMonths);
  if (timeline === null) return null;
  const most = Math.max(1, ...timeline.months.map(({ certificates }) => certificates));
  return (
    <section className={css.pane} aria-label={t('timeline.title')}>
      <ol className={css.months}>
        {timeline.months.map(({ month, certificates, names, firstEnd }, index) => {
          const people = names.map(screenText).join(t('common.listSeparator'));
          const hint = t('timeline.month', { month: monthAndYear(month, language), count: certificates });
          return (
            <li key={month} className={css.month}>
              <AriaButton
                className={`${css.bar} ${chosen === month ? css.chosen : ''}`}
                isDisabled={certificates === 0}
                aria-pressed={chosen === month}
                aria-label={people === '' ? hint : t('timeline.withNames', { hint, names: people })}
                onPress={() => onChoose(chosen === month ? null : month)}
              >
                {certificates > 0 && <span className={css.count}>{groupDigits(certificates)}</span>}
                <span
                  className={`${css.fill} ${css[monthTone(firstEnd, now)] ?? ''}`}
                  style={{ blockSize: `${barShare(certificates, most)}%` }}
                />
              </AriaButton>
              <span className={css.label} aria-hidden>
                {monthOnly(month, language)}
                {(index === 0 || month.endsWith('-01')) && (
                  <>
                    <br />
                    {month.slice(0, 4)}
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      <OtherExpiries timeline={timeline} />
    </section>
  );
}

export function OtherExpiries({ timeline: { expired, later } }: { readonly timeline: Timeline }) {
  const { t } = useText();
  return (
    <p className={css.rest}>
      {expired > 0 && <span>{t('timeline.expired', { count: expired })}</span>}
      {later > 0 && <span>{t('timeline.later', { count: later })}</span>}
    </p>
  );
}

/** The tone of the month's first certificate to expire. */
export function monthTone(firstEnd: string | null, now: number): Tone {
  if (firstEnd === null) return 'ok';
  return toneNow(statusNow('valid', new Date(0).toISOString(), firstEnd, now), firstEnd, now);
}

/** Percentage, with a minimum that keeps one certificate visible. */
export function barShare(certificates: number, most: number): number {
  return certificates === 0 ? 0 : Math.max(6, Math.round((certificates / most) * 100));
}
