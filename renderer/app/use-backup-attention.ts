// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { useText } from '../i18n/i18n.ts';
import { backupToCheck } from '../../shared/domain/backup/backup-due.ts';
import { useNow } from '../lib/clock.ts';
import { refreshBackups, useBackups } from '../state/backups-store.ts';

/** Let the certificate list load first. */
const afterMs = 1500;

/** B04, B10. Null: nothing. */
export function useBackupAttention(): string | null {
  const { t } = useText();
  const overview = useBackups((state) => state.overview);
  const now = useNow();
  useEffect(() => {
    const timer = setTimeout(() => void refreshBackups(), afterMs);
    return () => clearTimeout(timer);
  }, []);
  if (overview === null) return null;
  const { withKey, current, outdated } = overview.counts;
  if (withKey > current + outdated) return t('backup.state.unsaved');
  if (outdated > 0) return t('backup.state.outdated');
  return backupToCheck(overview.backups, now) === null ? null : t('backup.state.due');
}
