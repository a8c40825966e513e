// SPDX-License-Identifier: Apache-2.0
import { History, Upload } from 'lucide-react';
import { useEffect } from 'react';
import { type ActivityKind, activityKinds } from '../../../shared/domain/activity-events.ts';
import { useText } from '../../i18n/i18n.ts';
import { dayName } from '../../lib/text/dates.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { openImport } from '../../state/imports-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chip-group.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { SearchInput } from '../../ui/fields/search-input.tsx';
import { RoomBar } from '../../ui/room-bar.tsx';
import room from '../../ui/room.module.css';
import css from './activity-page.module.css';
import { EntryRow } from './entry-row.tsx';
import { SealCard } from './seal-card.tsx';
import { type Activity, byDay, useActivity, wholeLog } from './use-activity.ts';
import { forgetCertificateNames } from './use-certificate-name.ts';

export function ActivityPage() {
  const { t } = useText();
  const exists = useVault((state) => state.status?.exists ?? false);
  const activity = useActivity();
  const { entries, total, counts, query, setQuery, error } = activity;
  useEffect(() => forgetCertificateNames, []);
  const isNarrowed = query.kind !== null || query.search !== '';
  const hasLog = isNarrowed || total > 0;
  return (
    <div className={room.room}>
      <RoomBar title={t('shell.room.activity')}>
        {hasLog && (
          <div className={css.search}>
            <SearchInput
              label={t('activity.search')}
              hint={t('activity.search')}
              searched={query.search}
              onSearch={(search) => setQuery({ ...query, search })}
            />
          </div>
        )}
        {hasLog && (
          <Button onPress={() => void openDialog('activity.export')}>
            <Upload size={16} aria-hidden />
            {t('activity.export')}
          </Button>
        )}
      </RoomBar>
      {hasLog && (
        <div className={css.strip} data-region>
          {counts !== null && (
            <Kinds counts={counts} kind={query.kind} onChange={(kind) => setQuery({ ...query, kind })} />
          )}
          {exists && <SealCard />}
        </div>
      )}
      <div className={room.scroll} data-region>
        {error !== null && <ErrorNotice error={error} />}
        {error === null && entries === null && <LiveRegion text={t('activity.loading')} />}
        {entries?.length === 0 && !isNarrowed && <NothingYet />}
        {entries?.length === 0 && isNarrowed && (
          <div className={css.empty}>
            <p>{t('activity.noMatch')}</p>
            <Button onPress={() => setQuery(wholeLog)}>{t('activity.showAll')}</Button>
          </div>
        )}
        <Entries activity={activity} />
        <LiveRegion text={isNarrowed && entries !== null ? t('activity.found', { count: total }) : ''} />
      </div>
    </div>
  );
}

interface KindsProps {
  readonly counts: NonNullable<Activity['counts']>;
  readonly kind: ActivityKind | null;
  readonly onChange: (kind: ActivityKind | null) => void;
}

function Kinds({ counts, kind, onChange }: KindsProps) {
  const { t } = useText();
  const all = activityKinds.reduce((sum, each) => sum + counts[each], 0);
  return (
    <ChipGroup<ActivityKind | 'all'>
      label={t('activity.filters')}
      value={kind ?? 'all'}
      onChange={(chosen) => onChange(chosen === 'all' ? null : chosen)}
      chips={[
        { value: 'all', name: t('activity.kind.all'), count: all },
        ...activityKinds.map((each) => ({ value: each, name: t(`activity.kind.${each}`), count: counts[each] })),
      ]}
    />
  );
}

function Entries({ activity: { entries, total, loadMore } }: { readonly activity: Activity }) {
  const { t, language } = useText();
  if (entries === null || entries.length === 0) return null;
  const words = { today: t('activity.today'), yesterday: t('activity.yesterday') };
  return (
    <>
      <div className={css.days}>
        {byDay(entries).map(({ day, entries: ofDay }) => (
          <section key={day}>
            <h2>{dayName(ofDay[0]?.at ?? '', language, words)}</h2>
            <ol>
              {ofDay.map((entry) => (
                <EntryRow key={entry.seq} entry={entry} />
              ))}
            </ol>
          </section>
        ))}
      </div>
      {entries.length < total && (
        <div className={css.foot}>
          <Button onPress={() => void loadMore()}>{t('activity.loadMore')}</Button>
          <span>{t('activity.shown', { shown: entries.length, total })}</span>
        </div>
      )}
    </>
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
