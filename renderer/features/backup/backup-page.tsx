// SPDX-License-Identifier: Apache-2.0
import { Archive, ArchiveRestore } from 'lucide-react';
import { useEffect } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { refreshBackups, startBackup, startRestore, useBackups } from '../../state/backups-store.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import layout from '../../ui/layout.module.css';
import words from '../../ui/text.module.css';
import page from '../../ui/page.module.css';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { BackupItem } from './backup-item.tsx';
import css from './backup-page.module.css';
import { BackupStateCard } from './backup-state-card.tsx';

export function BackupPage() {
  const { t } = useText();
  const { overview, error } = useBackups();
  useEffect(() => void refreshBackups(), []);
  const backups = overview?.backups ?? [];
  return (
    <div className={page.page}>
      <header className={layout.line}>
        <h1 className={page.title}>{t('shell.room.backup')}</h1>
        <span className={layout.gap} />
        <Button onPress={() => startRestore(null)}>
          <ArchiveRestore size={16} aria-hidden />
          {t('backup.restore')}
        </Button>
        <Button look="primary" onPress={() => startBackup()} isDisabled={overview === null}>
          <Archive size={16} aria-hidden />
          {t('backup.create')}
        </Button>
      </header>
      <p className={css.lead}>{t('backup.lead')}</p>
      {error !== null && (
        <ErrorNotice
          error={error}
          actions={<Button onPress={() => void refreshBackups()}>{t('common.retry')}</Button>}
        />
      )}
      {overview === null && error === null && <ProgressLine label={t('backup.reading')} />}
      {overview !== null && (
        <>
          <BackupStateCard overview={overview} />
          <section className={css.history} aria-labelledby="backup-history">
            <h2 id="backup-history">{t('backup.history')}</h2>
            {backups.length === 0 ? (
              <div className={css.none}>
                <b>{t('backup.none')}</b>
                <span className={words.muted}>{t('backup.noneHint')}</span>
              </div>
            ) : (
              <ul className={css.items}>
                {backups.map((backup) => (
                  <BackupItem key={backup.id} backup={backup} />
                ))}
              </ul>
            )}
          </section>
        </>
      )}
      <LiveRegion text={overview === null ? '' : t('backup.count', { count: backups.length })} />
    </div>
  );
}
