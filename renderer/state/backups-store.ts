// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { Backup } from '../../shared/schemas/vault/backup.ts';
import { ipc, toAppError } from '../lib/ipc.ts';
import type { ChosenBackup } from './dialogs/dialog-inputs.ts';
import { openDialog } from './dialogs/dialogs-store.ts';

export type BackupOverview = CallOutput<'backups.overview'>;

interface BackupsState {
  /** Null: not loaded. */
  readonly overview: BackupOverview | null;
  readonly error: AppError | null;
}

export const useBackups = create<BackupsState>()(() => ({ overview: null, error: null }));

let asked = 0;

/** Latest call wins. */
export async function refreshBackups(): Promise<void> {
  asked += 1;
  const number = asked;
  try {
    const overview = await ipc('backups.overview', {});
    if (number === asked) useBackups.setState({ overview, error: null });
  } catch (error) {
    if (number === asked) useBackups.setState({ error: toAppError(error) });
  }
}

export function backupsChanged(): void {
  if (useBackups.getState().overview !== null) void refreshBackups();
}

/** SHA-256; empty: proposes all. */
export function startBackup(start: readonly string[] = []): void {
  void openDialog('backup.create', { start, tokenId: null }).then(backupsChanged);
}

/** To a connected USB key; proposes everything. */
export function startBackupTo(tokenId: string): void {
  void openDialog('backup.create', { start: [], tokenId }).then(backupsChanged);
}

/** Both null: the first step asks. */
export function startRestore(start: Backup | null, chosen: ChosenBackup | null = null): void {
  void openDialog('backup.restore', { start, chosen }).then(backupsChanged);
}

export function startVerification(backup: Backup): void {
  void openDialog('backup.verify', { backup }).then(backupsChanged);
}
