import { useText } from '../../i18n/i18n.ts';
import { startBackupTask } from '../../state/backup-tasks-store.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';

export interface BackupHintProps {
  readonly fileName: string;
  readonly onLeave: () => void;
}

/** A backup of ours that was dropped or chosen here: restoring looks at it first, which an import does not. */
export function BackupHint({ fileName, onLeave }: BackupHintProps) {
  const { t } = useText();
  if (!/^certsteward-backup-.*\.tar$/.test(fileName)) return null;
  const restore = () => {
    onLeave();
    startBackupTask({ kind: 'restore', backup: null });
  };
  return (
    <Notice tone="off" actions={<Button onPress={restore}>{t('backup.restore')}</Button>}>
      <p>{t('backup.isBackup')}</p>
    </Notice>
  );
}
