// SPDX-License-Identifier: Apache-2.0
import { History } from 'lucide-react';
import { useEffect } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { dayName } from '../../lib/text/dates.ts';
import { openImport } from '../../state/imports-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { Room } from '../../ui/room.tsx';
import css from './activity-page.module.css';
import { EntryRow } from './entry-row.tsx';
import { SealCard } from './seal-card.tsx';
import { byDay, useActivity } from './use-activity.ts';
import { forgetCertificateNames } from './use-certificate-name.ts';

export function ActivityPage() {
  const { t, language } = useText();
  const exists = useVault((state) => state.status?.exists ?? false);
  const { entries, total, error, loadMore } = useActivity();
  useEffect(() => forgetCertificateNames, []);
  return (
    <Room title={t('shell.room.activity')}>
      {error !== null && <ErrorNotice error={error} />}
      {error === null && entries === null && <LiveRegion text={t('activity.loading')} />}
      {entries?.length === 0 && <NothingYet />}
      {entries !== null && entries.length > 0 && (
        <>
          {exists && (
            <div className={css.seal}>
              <SealCard />
            </div>
          )}
          {byDay(entries).map(({ day, entries: ofDay }) => (
            <section key={day} className={css.day}>
              <h2>
                {dayName(ofDay[0]?.at ?? '', language, {
                  today: t('activity.today'),
                  yesterday: t('activity.yesterday'),
                })}
              </h2>
              <ol className={css.entries}>
                {ofDay.map((entry) => (
                  <EntryRow key={entry.seq} entry={entry} />
                ))}
              </ol>
            </section>
          ))}
          {entries.length < total && (
            <div className={css.foot}>
              <Button onPress={() => void loadMore()}>{t('activity.loadMore')}</Button>
              <span>{t('activity.shown', { shown: entries.length, total })}</span>
            </div>
          )}
        </>
      )}
    </Room>
  );
}

function NothingYet() {
  const { t } = useText();
  return (
    <div className={css.empty}>
      <History size={32} strokeWidth={1.5} aria-hidden />
      <h2>{t('activity.emptyTitle')}</h2>
      <p>{t('activity.emptyText')}</p>
      <Button look="primary" onPress={() => openImport()}>
        {t('activity.emptyAction')}
      </Button>
    </div>
  );
}
