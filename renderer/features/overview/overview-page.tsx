// SPDX-License-Identifier: Apache-2.0
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useId } from 'react';
import { maxOverviewCards } from '../../../shared/domain/certificates/certificate-states.ts';
import type { Overview } from '../../../shared/schemas/overview.ts';
import { useText } from '../../i18n/i18n.ts';
import { groupDigits } from '../../i18n/group-digits.ts';
import { driveToOffer, refreshBackups } from '../../state/backups-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { refreshOverview, useOverview } from '../../state/overview-store.ts';
import { goTo } from '../../state/route-store.ts';
import { useKeyTasks } from '../../state/tokens/key-tasks.ts';
import { refreshPractice, usePractice } from '../../state/practice-store.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { RecentPane } from '../activity/recent-pane.tsx';
import { useYear, YearPane } from '../timeline/year-pane.tsx';
import { type Connected, ConnectedPane, useConnected } from '../tokens/connected/connected-pane.tsx';
import { CertificateCard, WatchedCard } from './certificate-card.tsx';
import { ExpiringFirst } from './expiring-first.tsx';
import { OverviewBar } from './overview-bar.tsx';
import css from './overview-page.module.css';
import { PracticePage } from './practice/practice-page.tsx';
import { showInList } from './show-in-list.ts';
import { BackupsCard, CountsCard } from './side-cards.tsx';
import { TaskList } from './task-list.tsx';
import { WaysIn } from './ways-in.tsx';

export function OverviewPage({ onSearch }: { readonly onSearch: () => void }) {
  const practice = usePractice((state) => state.practice);
  useEffect(() => void refreshPractice().catch(() => undefined), []);
  return practice === null ? <Own onSearch={onSearch} /> : <PracticePage practice={practice} />;
}

function Own({ onSearch }: { readonly onSearch: () => void }) {
  const { t } = useText();
  const { overview, error } = useOverview();
  const connected = useConnected();
  useEffect(() => {
    void refreshOverview();
    void refreshBackups();
  }, []);
  const isEmpty = overview !== null && isBare(overview, connected);
  return (
    <div className={css.page}>
      <OverviewBar isEmpty={isEmpty} onSearch={onSearch} />
      <div className={css.scroll} data-region>
        {error !== null && (
          <ErrorNotice
            error={error}
            actions={<Button onPress={() => void refreshOverview()}>{t('common.retry')}</Button>}
          />
        )}
        {overview === null && error === null && <LiveRegion text={t('overview.loading')} />}
        {isEmpty && <WaysIn />}
        {overview !== null && !isEmpty && <Contents overview={overview} connected={connected} />}
      </div>
    </div>
  );
}

function isBare({ own, watched, tasks }: Overview, { tokens }: Connected): boolean {
  return own === 0 && watched.length === 0 && tasks.length === 0 && tokens.length === 0;
}

function Contents({ overview, connected }: { readonly overview: Overview; readonly connected: Connected }) {
  const { t } = useText();
  const { tasks, own, watched, counts } = overview;
  const keyTasks = useKeyTasks();
  const year = useYear();
  // Certificates on a USB key count too.
  const isYearShown = own > 0 || year?.months.some(({ certificates }) => certificates > 0) === true;
  const todo = tasks.length + keyTasks.length;
  const isMany = own > maxOverviewCards;
  const hasConnected = connected.tokens.length + connected.drives.length > 0;
  const drive = driveToOffer(connected.drives);
  return (
    <>
      <div className={css.two}>
        <Section title={todo === 0 ? t('overview.todo') : t('overview.todoCount', { count: todo })} card>
          <TaskList overview={overview} keyTasks={keyTasks} drive={drive?.name ?? null} />
        </Section>
        <div className={css.side}>
          {hasConnected && (
            <Section title={t('overview.connected.title')} card>
              <ConnectedPane connected={connected} />
            </Section>
          )}
          {isMany && (
            <Section title={t('overview.counts.title')} card>
              <CountsCard counts={counts} />
            </Section>
          )}
          {!hasConnected && !isMany && (
            <Section title={t('overview.backups.title')} card>
              <BackupsCard overview={overview} />
            </Section>
          )}
        </div>
      </div>
      {own + watched.length === 0 ? <WaysIn /> : <Certificates overview={overview} isMany={isMany} />}
      {isYearShown && (
        <Section
          title={t('overview.year')}
          card
          action={
            <Button look="quiet" size="small" onPress={() => void openDialog('calendar')}>
              {t('reminders.calendar')}
            </Button>
          }
        >
          <YearPane timeline={year} onChoose={(month) => showInList({ month })} />
        </Section>
      )}
      <div className={css.tall}>
        <Section
          title={t('overview.recent')}
          card
          action={
            <Button look="quiet" size="small" onPress={() => goTo('activity')}>
              {t('overview.allActivity')}
              <ChevronRight size={16} aria-hidden />
            </Button>
          }
        >
          <RecentPane />
        </Section>
      </div>
      <LiveRegion text={t('overview.badge', { count: todo })} />
    </>
  );
}

function Certificates({ overview, isMany }: { readonly overview: Overview; readonly isMany: boolean }) {
  const { t } = useText();
  const { certificates, own, watched } = overview;
  const all = groupDigits(own);
  const cards = certificates.length + watched.length;
  return (
    <Section
      title={t(isMany ? 'overview.first' : 'overview.yours')}
      {...(own > 0 && {
        action: (
          <Button look="quiet" size="small" onPress={() => showInList()}>
            {t('overview.all', { count: own, all })}
            <ChevronRight size={16} aria-hidden />
          </Button>
        ),
      })}
    >
      {isMany ? (
        <ExpiringFirst certificates={certificates} />
      ) : (
        <ul className={`${css.cards} ${cards === 2 ? css.pair : ''}`} aria-label={t('overview.yours')}>
          {certificates.map((certificate) => (
            <CertificateCard key={certificate.sha256} certificate={certificate} />
          ))}
          {watched.slice(0, maxOverviewCards - certificates.length).map((entry) => (
            <WatchedCard key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
    </Section>
  );
}

interface SectionProps {
  readonly title: string;
  readonly card?: boolean;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

function Section({ title, card = false, action, children }: SectionProps) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <header className={css.head}>
        <h2 id={id}>{title}</h2>
        {action}
      </header>
      {card ? <div className={css.card}>{children}</div> : children}
    </section>
  );
}
