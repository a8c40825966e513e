// SPDX-License-Identifier: Apache-2.0
import { endBackupTask, useBackupTasks } from '../../state/backup-tasks-store.ts';
import { backupsChanged } from '../../state/backups-store.ts';
import { CreateDialog } from './create/create-dialog.tsx';
import { RestoreDialog } from './restore/restore-dialog.tsx';
import { VerifyDialog } from './verify/verify-dialog.tsx';

export function BackupTaskDialog() {
  const { task, number } = useBackupTasks();
  if (task === null) return null;
  const close = () => {
    endBackupTask();
    backupsChanged();
  };
  switch (task.kind) {
    case 'create':
      return <CreateDialog key={number} start={task.certificates} onClose={close} />;
    case 'restore':
      return <RestoreDialog key={number} start={task.backup} chosen={task.file ?? null} onClose={close} />;
    default:
      return <VerifyDialog key={number} backup={task.backup} onClose={close} />;
  }
}
