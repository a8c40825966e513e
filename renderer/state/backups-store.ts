// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import type { Backup } from '../../shared/schemas/vault/backup.ts';
import { ipc, toAppError } from '../lib/ipc.ts';
import type { ChosenBackup } from './dialogs/dialog-inputs.ts';
import { openDialog } from './dialogs/dialogs-store.ts';

export type BackupOverview = CallOutput<'backups.overview'>;
export type Drive = CallOutput<'backups.drives'>['drives'][number];

interface BackupsState {
  readonly overview: BackupOverview | null;
  readonly error: AppError | null;
}

export const useBackups = create<BackupsState>()(() => ({ overview: null, error: null }));

let asked = 0;

/** The latest call wins. */
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

/** `start` holds SHA-256s; an empty list proposes all. */
export function startBackup(start: readonly string[] = [], drive: Pick<Drive, 'driveId'> | null = null): void {
  const onDrive = drive === null ? {} : { driveId: drive.driveId };
  void openDialog('backup.create', { start, tokenId: null, ...onDrive }).then(backupsChanged);
}

export function driveToOffer(drives: readonly Drive[]): Drive | null {
  return usualDrive(drives) ?? drives.find(({ readOnly }) => !readOnly) ?? null;
}

/** Returns the writable drive with this vault's newest backup, or null. */
export function usualDrive(drives: readonly Drive[]): Drive | null {
  const held = drives.filter(({ readOnly, lastBackupAt }) => !readOnly && lastBackupAt !== null);
  const age = ({ lastBackupAt }: Drive) => Date.parse(lastBackupAt ?? '');
  return held.toSorted((one, other) => age(other) - age(one))[0] ?? null;
}

export async function startBackupToDrive(start: readonly string[]): Promise<void> {
  const drives = await ipc('backups.drives', {}).then(
    (answer) => answer.drives,
    () => [],
  );
  startBackup(start, driveToOffer(drives));
}

export function startBackupTo(tokenId: string): void {
  void openDialog('backup.create', { start: [], tokenId }).then(backupsChanged);
}

export function startRestore(start: Backup | null, chosen: ChosenBackup | null = null): void {
  void openDialog('backup.restore', { start, chosen }).then(backupsChanged);
}

export function startVerification(backup: Backup): void {
  void openDialog('backup.verify', { backup }).then(backupsChanged);
}
