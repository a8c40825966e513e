// SPDX-License-Identifier: Apache-2.0
import {
  Archive,
  Bell,
  ChevronRight,
  FileKey,
  FilePlus2,
  FlaskConical,
  type LucideIcon,
  ScanSearch,
  Usb,
} from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components';
import { useText } from '../../i18n/i18n.ts';
import { startRestore } from '../../state/backups-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { openImport } from '../../state/imports-store.ts';
import { refreshOverview } from '../../state/overview-store.ts';
import { startPractice, usePractice } from '../../state/practice-store.ts';
import { goTo } from '../../state/route-store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import css from './ways-in.module.css';

interface Way {
  readonly key: 'file' | 'usbKey' | 'restore' | 'apply';
  readonly Icon: LucideIcon;
  readonly act: () => void;
}

const ways: readonly Way[] = [
  { key: 'file', Icon: FileKey, act: () => openImport() },
  { key: 'usbKey', Icon: Usb, act: () => goTo('tokens') },
  { key: 'restore', Icon: Archive, act: () => startRestore(null) },
  { key: 'apply', Icon: FilePlus2, act: () => goTo('enrolment') },
];

export function WaysIn() {
  const { t, language } = useText();
  const { error, isStarting } = usePractice();
  return (
    <section className={css.empty} aria-label={t('overview.empty.title')} data-empty-overview>
      <div className={css.lead}>
        <h2>{t('overview.empty.title')}</h2>
        <p>{t('overview.empty.lead')}</p>
      </div>
      <ul className={css.ways} aria-label={t('overview.empty.ways')}>
        {ways.map(({ key, Icon, act }) => (
          <li key={key}>
            <AriaButton className={css.way ?? ''} onPress={act}>
              <span className={css.icon} aria-hidden>
                <Icon size={20} strokeWidth={1.75} />
              </span>
              <span className={css.text}>
                <span className={css.name}>{t(`overview.empty.${key}`)}</span>
                <span className={css.hint}>{t(`overview.empty.${key}Hint`)}</span>
              </span>
              <ChevronRight size={16} aria-hidden />
            </AriaButton>
          </li>
        ))}
      </ul>
      {error !== null && <ErrorNotice error={error} />}
      {isStarting && (
        <div className={css.starting}>
          <ProgressLine label={t('practice.starting')} />
        </div>
      )}
      <div className={css.more}>
        <Button look="quiet" isPending={isStarting} onPress={() => void startPractice(language)}>
          <FlaskConical size={16} aria-hidden />
          {t('practice.title')}
        </Button>
        <Button look="quiet" onPress={() => goTo('find')}>
          <ScanSearch size={16} aria-hidden />
          {t('overview.empty.find')}
        </Button>
        <Button look="quiet" onPress={() => void openDialog('watch', { entry: null }).then(refreshOverview)}>
          <Bell size={16} aria-hidden />
          {t('overview.empty.remind')}
        </Button>
        <Button look="quiet" onPress={() => void openDialog('tour')}>
          {t('tour.offer')}
        </Button>
      </div>
    </section>
  );
}
