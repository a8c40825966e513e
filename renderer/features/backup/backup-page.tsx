// SPDX-License-Identifier: Apache-2.0
import { ArchiveRestore, FileText, Users } from 'lucide-react';
import { type ReactNode, useEffect, useId } from 'react';
import { useText } from '../../i18n/i18n.ts';
import { refreshBackups, startRestore, useBackups } from '../../state/backups-store.ts';
import { openDialog } from '../../state/dialogs/dialogs-store.ts';
import { refreshRenewals } from '../../state/enrolment/renewals-store.ts';
import { useVault } from '../../state/vault/vault-store.ts';
import { Button } from '../../ui/button.tsx';
import { LiveRegion } from '../../ui/feedback/live-region.tsx';
import { ErrorNotice } from '../../ui/feedback/notice.tsx';
import { ProgressLine } from '../../ui/feedback/progress-line.tsx';
import { Room } from '../../ui/room.tsx';
import words from '../../ui/text.module.css';
import { ConnectedPane, useConnected } from '../tokens/connected/connected-pane.tsx';
import { BackupItem } from './backup-item.tsx';
import css from './backup-page.module.css';
import { BackupStateCard } from './backup-state-card.tsx';

export function BackupPage() {
  const { t } = useText();
  const { overview, error } = useBackups();
  const connected = useConnected();
  useEffect(() => void refreshBackups(), []);
  const backups = overview?.backups ?? [];
  const hasToken = backups.some(({ kind }) => kind === 'token');
  // Renewals provide the labels of USB keys that aren't connected.
  useEffect(() => {
    if (hasToken) void refreshRenewals();
  }, [hasToken]);
  return (
    <Room
      title={t('shell.room.backup')}
      sub={t('backup.lead')}
      actions={
        <>
          <Button onPress={() => void openDialog('backup.family')}>
            <Users size={16} aria-hidden />
            {t('familySheet.title')}
          </Button>
          <Button onPress={() => startRestore(null)}>
            <ArchiveRestore size={16} aria-hidden />
            {t('backup.restore')}
          </Button>
        </>
      }
    >
      {error !== null && (
        <ErrorNotice
          error={error}
          actions={<Button onPress={() => void refreshBackups()}>{t('common.retry')}</Button>}
        />
      )}
      {overview === null && error === null && <ProgressLine label={t('backup.reading')} />}
      {overview !== null && (
        <>
          <BackupStateCard overview={overview} drives={connected.drives} isPending={!connected.isRead} />
          <div className={css.columns}>
            <Section title={t('backup.history')}>
              {backups.length === 0 ? (
                <div className={css.none}>
                  <b>{t('backup.none')}</b>
                  <span className={words.muted}>{t('backup.noneHint')}</span>
                </div>
              ) : (
                <div className={css.table}>
                  <div className={css.heading} aria-hidden>
                    <span>{t('backupRoom.column.time')}</span>
                    <span>{t('backupRoom.column.place')}</span>
                    <span>{t('backupRoom.column.checked')}</span>
                  </div>
                  <ul className={css.items}>
                    {backups.map((backup) => (
                      <BackupItem key={backup.id} backup={backup} />
                    ))}
                  </ul>
                </div>
              )}
            </Section>
            <div className={css.side}>
              {connected.tokens.length + connected.drives.length > 0 && (
                <Section title={t('overview.connected.title')}>
                  <ConnectedPane connected={connected} />
                </Section>
              )}
              <RecoveryCode />
            </div>
          </div>
        </>
      )}
      <LiveRegion text={overview === null ? '' : t('backup.count', { count: backups.length })} />
    </Room>
  );
}

function RecoveryCode() {
  const { t } = useText();
  const status = useVault((state) => state.status);
  if (status === null || status.keys === 0) return null;
  const isSaved = status.recoverySaved;
  const hasPassphrase = status.protectors.some(({ kind }) => kind === 'passphrase');
  const hints = hasPassphrase
    ? (['backupRoom.code.savedHint', 'backupRoom.code.unsavedHint'] as const)
    : (['backupRoom.code.savedHintOther', 'backupRoom.code.unsavedHintOther'] as const);
  return (
    <Section title={t('settings.protector.recovery-code')}>
      <div className={css.code}>
        <span className={`${css.badge} ${isSaved ? css.ok : css.warn}`} aria-hidden>
          <FileText size={18} strokeWidth={1.75} />
        </span>
        <div className={css.text}>
          <p>{t(isSaved ? 'backupRoom.code.saved' : 'backupRoom.code.unsaved')}</p>
          <p className={words.muted}>{t(hints[isSaved ? 0 : 1])}</p>
        </div>
        <Button look={isSaved ? 'quiet' : 'plain'} size="small" onPress={() => void openDialog('vault.recovery')}>
          {t(isSaved ? 'security.newRecovery' : 'vault.bannerAction')}
        </Button>
      </div>
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className={css.card}>{children}</div>
    </section>
  );
}
