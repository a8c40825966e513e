// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { Backup } from '../../shared/schemas/backup.ts';

/** A file of this computer that is a backup; main holds where it is. */
export interface ChosenBackup {
  readonly fileId: string;
  readonly displayPath: string;
}

/** What a dialog does about backups; opened from the room, the list, the detail and after an import. */
export type BackupTask =
  /** Empty: everything is proposed. */
  | { readonly kind: 'create'; readonly certificates: readonly string[] }
  /** Null: the first step asks which, unless a file was found to be one elsewhere. */
  | { readonly kind: 'restore'; readonly backup: Backup | null; readonly file?: ChosenBackup }
  | { readonly kind: 'verify'; readonly backup: Backup };

interface BackupTasksState {
  readonly task: BackupTask | null;
  /** Counts the tasks: a new one begins with empty fields. */
  readonly number: number;
}

export const useBackupTasks = create<BackupTasksState>()(() => ({ task: null, number: 0 }));

export function startBackupTask(task: BackupTask): void {
  useBackupTasks.setState(({ number }) => ({ task, number: number + 1 }));
}

export function startBackup(certificates: readonly string[] = []): void {
  startBackupTask({ kind: 'create', certificates });
}

export function endBackupTask(): void {
  useBackupTasks.setState({ task: null });
}
