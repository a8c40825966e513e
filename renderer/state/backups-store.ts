// SPDX-License-Identifier: Apache-2.0
import { create } from 'zustand';
import type { AppError } from '../../shared/domain/errors/app-error.ts';
import type { CallOutput } from '../../shared/ipc/contract.ts';
import { ipc, toAppError } from '../lib/ipc.ts';

export type BackupOverview = CallOutput<'backups.overview'>;

interface BackupsState {
  /** Null: not loaded. */
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
