// SPDX-License-Identifier: Apache-2.0
import { Archive, HardDriveDownload } from 'lucide-react';
import { useText } from '../../i18n/i18n.ts';
import { backupToCheck } from '../../../shared/domain/backup/backup-due.ts';
import { someOpensWithCode } from '../../../shared/domain/backup/opens-with-code.ts';
import { useNow } from '../../lib/clock.ts';
import { shortDate } from '../../lib/text/dates.ts';
import { screenText } from '../../lib/text/screen-text.ts';
import {
  type BackupOverview,
  type Drive,
  startBackup,
  startVerification,
  usualDrive,
} from '../../state/backups-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/feedback/notice.tsx';
import css from './backup-page.module.css';

const tones = {
  nothing: css.off,
  unsaved: css.bad,
  someUnsaved: css.warn,
  outdated: css.warn,
  onlyHere: css.warn,
  codeMissing: css.warn,
  codeTooLate: css.warn,
  allSafe: css.ok,
} as const;

export interface BackupStateCardProps {
  readonly overview: BackupOverview;
  readonly drives: readonly Drive[];
  readonly isPending: boolean;
}

export function BackupStateCard({ overview, drives, isPending }: BackupStateCardProps) {
  const { t, language } = useText();
  const { withKey, current, outdated } = overview.counts;
  const unsaved = withKey - current - outdated;
  const drive = usualDrive(drives);
  const due = backupToCheck(overview.backups, useNow());
  const status = useVault((vault) => vault.status);
  const isCodeMissing = status !== null && !status.recoverySaved;
  const whenElsewhere = someOpensWithCode(status?.protectors ?? [], overview.backups) ? 'allSafe' : 'codeTooLate';
  const whenCurrent = isCodeMissing ? 'codeMissing' : overview.onlyHere ? 'onlyHere' : whenElsewhere;
  const whenUnsaved = current + outdated > 0 ? 'someUnsaved' : 'unsaved';
  const state = withKey === 0 ? 'nothing' : unsaved > 0 ? whenUnsaved : outdated > 0 ? 'outdated' : whenCurrent;
  const texts = {
    nothing: [t('backup.state.nothingText')],
    unsaved: [t('backup.state.unsavedText', { count: unsaved })],
    someUnsaved: [
      t('backup.state.unsavedText', { count: unsaved }),
      ...(outdated > 0 ? [t('backup.state.outdatedText', { count: outdated })] : []),
    ],
    outdated: [t('backup.state.outdatedText', { count: outdated })],
    onlyHere: [t('backup.state.onlyHereText')],
    codeMissing: [t('backup.state.codeMissingText')],
    codeTooLate: [t('backup.state.codeTooLateText')],
    allSafe: [t('backup.state.allSafeText', { count: withKey })],
  };
  return (
    <>
      <div className={css.state} data-backup-state={state} data-pending={isPending || undefined}>
        <span className={`${css.logo} ${tones[state]}`} aria-hidden>
          <Archive size={24} strokeWidth={1.75} />
        </span>
        <div className={css.text}>
          <h2 className={css.headline}>{t(`backup.state.${state}`)}</h2>
          {texts[state].map((text) => (
            <p key={text}>{text}</p>
          ))}
        </div>
        {state === 'codeMissing' && (
          <Button look="primary" onPress={() => void openDialog('vault.recovery')}>
            {t('vault.writeCode')}
          </Button>
        )}
        <Button
          look={state === 'nothing' || state === 'codeMissing' || state === 'allSafe' ? 'plain' : 'primary'}
          onPress={() => startBackup([], drive)}
        >
          {drive === null ? <Archive size={16} aria-hidden /> : <HardDriveDownload size={16} aria-hidden />}
          {drive === null ? t('backup.create') : t('backup.createOn', { drive: screenText(drive.name) })}
        </Button>
      </div>
      {due !== null && (
        <Notice
          tone="warn"
          title={t('backup.state.due')}
          actions={<Button onPress={() => startVerification(due)}>{t('backup.state.dueAction')}</Button>}
        >
          <p>{t('backup.state.dueText', { date: shortDate(due.lookedAt, language) })}</p>
        </Notice>
      )}
    </>
  );
}
