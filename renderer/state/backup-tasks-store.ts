// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { Backup } from '../../shared/schemas/vault/backup.ts';

export interface ChosenBackup {
  readonly fileId: string;
  readonly displayPath: string;
}

export type BackupTask =
  /** Empty: all are proposed. */
  | { readonly kind: 'create'; readonly certificates: readonly string[] }
  /** Null without `file`: the first step asks. */
  | { readonly kind: 'restore'; readonly backup: Backup | null; readonly file?: ChosenBackup }
  | { readonly kind: 'verify'; readonly backup: Backup };

interface BackupTasksState {
  readonly task: BackupTask | null;
  /** Task counter, resets the fields. */
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
