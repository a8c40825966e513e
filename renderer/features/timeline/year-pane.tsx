// SPDX-License-Identifier: Apache-2.0
import { Button as AriaButton } from 'react-aria-components';
import type { Timeline } from '../../../shared/schemas/certificates/timeline.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { monthAndYear, monthOnly } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { groupDigits } from '../../i18n/group-digits.ts';
import { barShare, monthTone, OtherExpiries } from './timeline-pane.tsx';
import { useTimeline } from './use-timeline.ts';
import css from './year-pane.module.css';

const shownMonths = 13;

export const useYear = (): Timeline | null => useTimeline(shownMonths);

export interface YearPaneProps {
  readonly timeline: Timeline | null;
  readonly onChoose: (month: string) => void;
}

export function YearPane({ timeline, onChoose }: YearPaneProps) {
  const { t, language } = useText();
  const now = useNow();
  if (timeline === null) return <div className={css.loading} />;
  if (timeline.months.every(({ certificates }) => certificates === 0)) {
    if (timeline.later + timeline.expired === 0) return <p className={css.none}>{t('timeline.none')}</p>;
    return (
      <div className={css.none}>
        <p>{t('timeline.noneInYear')}</p>
        <OtherExpiries timeline={timeline} />
      </div>
    );
  }
  const most = Math.max(fullFrom, ...timeline.months.map(({ certificates }) => certificates));
  return (
    <ol className={css.months}>
      {timeline.months.map(({ month, certificates, names, firstEnd }, index) => {
        const people = names.map(screenText).join(t('common.listSeparator'));
        const hint = t('timeline.month', { month: monthAndYear(month, language), count: certificates });
        return (
          <li key={month} className={css.month}>
            <AriaButton
              className={`${css.bar} ${css[monthTone(firstEnd, now)] ?? ''}`}
              isDisabled={certificates === 0}
              aria-label={people === '' ? hint : t('timeline.withNames', { hint, names: people })}
              onPress={() => onChoose(month)}
            >
              {certificates > 0 && <span className={css.count}>{groupDigits(certificates)}</span>}
              <span className={css.fill} style={{ blockSize: `${barShare(certificates, most) * fullBar}%` }} />
            </AriaButton>
            <span className={`${css.label} ${index === 0 ? css.first : ''}`} aria-hidden>
              {index === 0
                ? t('overview.thisMonth')
                : // Beside “This month”, a year wouldn't fit.
                  (month.endsWith('-01') && index > 1) || index === shownMonths - 1
                  ? monthAndYear(month, language)
                  : monthOnly(month, language)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}

/** Bars for fewer certificates never reach full height. */
const fullFrom = 5;
/** Below 1, to leave space for the number above the bar. */
const fullBar = 0.8;
