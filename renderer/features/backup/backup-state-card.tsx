// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../i18n/i18n.ts';
import { backupToCheck } from '../../../shared/domain/backup/backup-due.ts';
import { useNow } from '../../lib/clock.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { type BackupOverview, startBackup, startVerification } from '../../state/backups-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import css from './backup-page.module.css';

export function BackupStateCard({ overview }: { readonly overview: BackupOverview }) {
  const { t, language } = useText();
  const { withKey, current, outdated } = overview.counts;
  const unsaved = withKey - current - outdated;
  const due = backupToCheck(overview.backups, useNow());
  const now = (
    <Button look="primary" onPress={() => startBackup()}>
      {t('backup.createNow')}
    </Button>
  );
  return (
    <div className={css.state}>
      {withKey === 0 && (
        <Notice tone="off" title={t('backup.state.nothing')}>
          <p>{t('backup.state.nothingText')}</p>
        </Notice>
      )}
      {unsaved > 0 && (
        <Notice tone="bad" title={t('backup.state.unsaved')} actions={now}>
          <p>{t('backup.state.unsavedText', { count: unsaved })}</p>
        </Notice>
      )}
      {outdated > 0 && (
        <Notice tone="warn" title={t('backup.state.outdated')} {...(unsaved === 0 && { actions: now })}>
          <p>{t('backup.state.outdatedText', { count: outdated })}</p>
        </Notice>
      )}
      {withKey > 0 && current === withKey && (
        <Notice tone="ok" title={t('backup.state.allSafe')}>
          <p>{t('backup.state.allSafeText', { count: withKey })}</p>
        </Notice>
      )}
      {due !== null && (
        <Notice
          tone="warn"
          title={t('backup.state.due')}
          actions={<Button onPress={() => startVerification(due)}>{t('backup.state.dueAction')}</Button>}
        >
          <p>{t('backup.state.dueText', { date: shortDate(due.lookedAt, language) })}</p>
        </Notice>
      )}
    </div>
  );
}
