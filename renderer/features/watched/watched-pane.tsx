// SPDX-License-Identifier: Apache-2.0
import { ChevronDown, ChevronRight } from 'lucide-react';
import { memo, useEffect } from 'react';
import type { Watched } from '../../../shared/schemas/certificates/watched.ts';
import { useText } from '../../i18n/i18n.ts';
import { useNow } from '../../lib/clock.ts';
import { statusNow, toneNow } from '../../lib/text/countdown.ts';
import { countdownText } from '../../lib/text/countdown-text.ts';
import { deadline, localDay } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { toast } from '../../state/toasts-store.ts';
import {
  refreshWatched,
  removeWatched,
  saveWatched,
  toggleWatched,
  useWatched,
} from '../../state/reminders/watched-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { Pill } from '../../ui/feedback/pill.tsx';
import { Ring } from '../../ui/feedback/ring.tsx';
import { useAttempt } from '../../lib/use-attempt.ts';
import { groupDigits } from '../../i18n/group-digits.ts';
import css from './watched-pane.module.css';

export interface WatchedPaneProps {
  /** Whether a list of certificates is above, which needs the space. */
  readonly isBelowList: boolean;
}

export const WatchedPane = memo(function WatchedPane({ isBelowList }: WatchedPaneProps) {
  const { t } = useText();
  const all = useWatched((state) => state.entries);
  const error = useWatched((state) => state.error);
  const isOpen = useWatched((state) => state.isOpen) || !isBelowList;
  useEffect(() => void refreshWatched(), []);
  const entries = all?.filter(({ sha256 }) => sha256 === null) ?? [];
  if (error !== null) return <ErrorNotice error={error} />;
  if (entries.length === 0) return null;
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={`${css.section} ${isBelowList ? css.belowList : ''}`} aria-label={t('watched.title')}>
      <header className={css.head}>
        <h2>
          {isBelowList ? (
            <button type="button" className={css.toggle} aria-expanded={isOpen} onClick={toggleWatched}>
              <Arrow size={16} aria-hidden />
              <b>
                {t('watched.title')} {groupDigits(entries.length)}
              </b>
            </button>
          ) : (
            t('watched.title')
          )}
        </h2>
        {isOpen && (
          <Button look="quiet" size="small" onPress={() => void openDialog('watch', { entry: null })}>
            {t('watched.add')}
          </Button>
        )}
      </header>
      {isOpen && (
        <ul className={css.entries}>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </section>
  );
});

function Entry({ entry }: { readonly entry: Watched }) {
  const { t, language } = useText();
  const now = useNow();
  const attempt = useAttempt();
  const { id, name, place, notAfter, createdAt } = entry;
  // The clock may have been set back.
  const start = new Date(Math.min(Date.parse(createdAt), now)).toISOString();
  const status = statusNow(entry.status, start, notAfter, now);
  const { state, words } = countdownText(t, start, notAfter, now, 'by-day');
  const tone = toneNow(status, notAfter, now);
  const due = status === 'expiring' || status === 'expired';
  const remove = async () => {
    const again = { name, lastDay: localDay(notAfter), place };
    if (!(await attempt.run(async () => removeWatched(id)))) return;
    toast(
      (say) => say('watched.removed', { name: screenText(name) }),
      async () => saveWatched(null, again),
    );
  };
  return (
    <li className={css.entry}>
      {/* The start is unknown: `createdAt` is the day of the reminder, not of the certificate. */}
      <Ring fraction={state.fraction > 0 ? null : 0} tone={tone} />
      <div className={css.what}>
        <div className={css.name}>
          <span>{screenText(name)}</span>
          <Pill tone={tone}>{t(`status.${status}`)}</Pill>
        </div>
        <div className={css.facts}>
          <span className={css.left}>{words}</span>
          <span>{t('watched.until', { day: deadline(notAfter, language) })}</span>
          {place !== null && <span>{screenText(place)}</span>}
        </div>
        {due && (
          <p className={css.guide}>
            {place === null ? t('watched.guide') : t('watched.guideAt', { place: screenText(place) })}
          </p>
        )}
        {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      </div>
      <div className={css.actions}>
        <Button
          look="quiet"
          size="small"
          onPress={() => void openDialog('reminders', { about: id, name })}
          aria-label={t('reminders.of', { name: screenText(name) })}
        >
          {t('reminders.title')}
        </Button>
        <Button
          look="quiet"
          size="small"
          onPress={() => void openDialog('watch', { entry })}
          aria-label={t('watched.changeOf', { name })}
        >
          {t('watched.change')}
        </Button>
        <Button look="quiet" size="small" onPress={() => void remove()} aria-label={t('watched.removeOf', { name })}>
          {t('watched.remove')}
        </Button>
      </div>
    </li>
  );
}
