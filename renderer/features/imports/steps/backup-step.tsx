// SPDX-License-Identifier: Apache-2.0
import { useText } from '../../../i18n/i18n.ts';
import { useAttempt } from '../../../lib/use-attempt.ts';
import { startRestore } from '../../../state/backups-store.ts';
import type { ChosenBackup } from '../../../state/dialogs/dialog-inputs.ts';
import { Button } from '../../../ui/button.tsx';
import { DialogActions } from '../../../ui/dialog/dialog-actions.tsx';
import { ErrorNotice, Notice } from '../../../ui/feedback/notice.tsx';

export interface BackupStepProps {
  readonly onOpen: () => Promise<ChosenBackup>;
  readonly skipText: string;
  readonly onSkip: () => void;
  readonly onClose: () => void;
}

/** Backups, detected by content, are restored instead of imported. */
export function BackupStep({ onOpen, skipText, onSkip, onClose }: BackupStepProps) {
  const { t } = useText();
  const attempt = useAttempt();
  const restore = () =>
    attempt.run(async () => {
      const file = await onOpen();
      onClose();
      startRestore(null, file);
    });
  return (
    <>
      {attempt.error !== null && <ErrorNotice key={attempt.number} error={attempt.error} />}
      <Notice tone="off" title={t('import.many.backup')} urgent>
        <p>{t('backup.isBackup')}</p>
      </Notice>
      <DialogActions>
        <div data-start>
          <Button onPress={onSkip}>{skipText}</Button>
        </div>
        <Button look="primary" onPress={() => void restore()} isDisabled={attempt.busy} autoFocus>
          {t('backup.restore')}
        </Button>
      </DialogActions>
    </>
  );
}
