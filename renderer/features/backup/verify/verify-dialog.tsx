// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import type { Backup } from '../../../../shared/schemas/vault/backup.ts';
import type { CallOutput } from '../../../../shared/ipc/contract.ts';
import { useText } from '../../../i18n/i18n.ts';
import { dayAndTime } from '../../../lib/text/dates.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { startBackup } from '../../../state/backups-store.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { Dialog } from '../../../ui/dialog/dialog.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';
import words from '../../../ui/text.module.css';
import { usePlaceOf } from '../../../state/vault/backup-words.ts';
import { VerifyForm } from './verify-form.tsx';
import { WithAccess } from '../with-access.tsx';

/** Errors that mean the backup itself is bad. */
const verdicts = new Set(['backup-damaged', 'not-a-backup']);

export function VerifyDialog({ backup, onClose }: { readonly backup: Backup; readonly onClose: () => void }) {
  const { t, language } = useText();
  const placeOf = usePlaceOf();
  const [result, setResult] = useState<CallOutput<'backups.verify'> | null>(null);
  const attempt = useAttempt();
  const close = () => {
    attempt.cancel();
    onClose();
  };
  const failed = attempt.error !== null && verdicts.has(attempt.error.code);
  return (
    <Dialog title={t('backup.verify.title')} width="narrow" onClose={close}>
      <p>
        {t('backup.restoring.made', { time: dayAndTime(backup.createdAt, language) })}
        <br />
        <span className={words.muted}>{placeOf(backup)}</span>
      </p>
      {attempt.error !== null && attempt.error.code !== 'wrong-secret' && (
        <ErrorNotice
          key={attempt.number}
          error={attempt.error}
          {...(failed && {
            title: t('backup.verify.failed'),
            actions: <Button onPress={() => startBackup()}>{t('backup.createNow')}</Button>,
          })}
        />
      )}
      {result === null ? (
        <WithAccess backup={backup} isDisabled={attempt.busy}>
          {(access) => (
            <VerifyForm backup={backup} access={access} attempt={attempt} onResult={setResult} onCancel={close} />
          )}
        </WithAccess>
      ) : (
        <>
          <Notice
            tone="ok"
            title={t(result.outcome === 'rehearsed' ? 'backup.verify.rehearsed' : 'backup.verify.unchanged')}
            urgent
          >
            <p>
              {result.outcome === 'rehearsed'
                ? t('backup.verify.rehearsedText', { count: result.signed })
                : t('backup.verify.unchangedText')}
            </p>
          </Notice>
          <DialogActions>
            <Button look="primary" onPress={onClose} autoFocus>
              {t('common.done')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}
