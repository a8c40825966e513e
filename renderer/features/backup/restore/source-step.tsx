// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import type { Backup } from '../../../../shared/schemas/vault/backup.ts';
import { useText } from '../../../i18n/i18n.ts';
import { backupLook } from '../../../lib/text/backup-look.ts';
import { distinctTime } from '../../../lib/text/dates.ts';
import { ipc } from '../../../lib/ipc.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { refreshBackups, useBackups } from '../../../state/backups-store.ts';
import { closeDialog } from '../../../state/dialogs/dialogs-store.ts';
import { openImport } from '../../../state/imports-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice } from '../../../ui/feedback/notice.tsx';
import { Pill } from '../../../ui/feedback/pill.tsx';
import layout from '../../../ui/layout.module.css';
import words from '../../../ui/text.module.css';
import css from './restore-dialog.module.css';
import { contentsOf, namesIn, usePlaceOf } from '../../../state/vault/backup-words.ts';
import { type TypedSecret } from '../../../lib/typed-secret.ts';
import { secretKinds } from '../create/secret-fields.tsx';

export interface BackupFile {
  readonly fileId: string;
  readonly displayPath: string;
  readonly kinds: readonly TypedSecret['kind'][];
  readonly backup: Backup | null;
}

/** The actual protectors are known only after opening the backup. */
export const anyKind: BackupFile['kinds'] = ['passphrase', 'recovery-code'];

export interface SourceStepProps {
  readonly start: Backup | null;
  readonly file: BackupFile | null;
  readonly onFile: (file: BackupFile) => void;
  readonly onCancel: () => void;
}

export function SourceStep({ start, file, onFile, onCancel }: SourceStepProps) {
  const text = useText();
  const { t, language } = text;
  const placeOf = usePlaceOf();
  const attempt = useAttempt();
  const overview = useBackups((state) => state.overview);
  const known = (overview?.backups ?? []).slice(0, 5);
  const times = known.map(({ createdAt }) => createdAt);
  const newest = known.find(({ problem }) => problem === null);

  const openKnown = async (backup: Backup) =>
    attempt.run(async () => {
      onFile({ ...(await ipc('backups.openKnown', { id: backup.id })), kinds: secretKinds(backup), backup });
    });
  const choose = async () =>
    attempt.run(async () => {
      const answer = await ipc('backups.chooseFile', {});
      if (answer.outcome === 'chosen') {
        onFile({ fileId: answer.fileId, displayPath: answer.displayPath, kinds: anyKind, backup: null });
      }
    });
  useEffect(() => {
    if (useBackups.getState().overview === null) void refreshBackups();
    // Don't reopen the backup when the user returns to this step.
    if (start !== null && file === null) void openKnown(start);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- asked once, when the dialog opens for a known backup
  }, []);

  return (
    <>
      <p className={words.muted}>{t('backup.restoring.lead')}</p>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      {known.length > 0 && (
        <section className={layout.stack8} aria-labelledby="restore-known">
          <h3 id="restore-known">{t('backup.history')}</h3>
          <ul className={css.known}>
            {known.map((backup) => {
              const look = backupLook(text, backup.problem);
              const time = distinctTime(backup.createdAt, times, language);
              return (
                <li key={backup.id} className={css.source}>
                  <div className={css.grow}>
                    {time}{' '}
                    {backup === newest && known.length > 1 && <Pill tone="off">{t('backup.restoring.newest')}</Pill>}
                    {backup.problem !== null && <Pill tone={look.tone}>{look.word}</Pill>}
                    <span className={`${words.muted} ${words.parts}`}>
                      {[namesIn(text, backup) ?? [], contentsOf(text, backup)].flat().map((part) => (
                        <span key={part}>{part}</span>
                      ))}
                    </span>
                    <span className={words.muted}>{placeOf(backup)}</span>
                  </div>
                  <Button
                    size="small"
                    aria-label={t('backup.row.named', { action: t('backup.restoring.useThis'), time })}
                    isDisabled={attempt.busy}
                    onPress={() => void openKnown(backup)}
                  >
                    {t('backup.restoring.useThis')}
                  </Button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      <section className={layout.stack8} aria-labelledby="restore-file">
        <h3 id="restore-file">{t('backup.restoring.file')}</h3>
        <div>
          <Button onPress={() => void choose()} isDisabled={attempt.busy} autoFocus={start === null}>
            {t('backup.restoring.choose')}
          </Button>
        </div>
      </section>
      <section className={layout.stack8} aria-labelledby="restore-others">
        <h3 id="restore-others">{t('backup.restoring.others')}</h3>
        <p className={words.muted}>{t('backup.restoring.othersText')}</p>
        <div>
          <Button
            look="quiet"
            size="small"
            onPress={() => {
              closeDialog('backup.restore');
              openImport();
            }}
          >
            {t('backup.restoring.othersAction')}
          </Button>
        </div>
      </section>
      <DialogActions>
        <Button onPress={onCancel}>{t('common.cancel')}</Button>
      </DialogActions>
    </>
  );
}
