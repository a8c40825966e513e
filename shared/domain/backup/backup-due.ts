// SPDX-License-Identifier: Apache-2.0
import { dayMs } from '../certificates/certificate-status.ts';

const checkAfterDays = 90;

export interface LookedAtBackup {
  readonly scope: 'all' | 'chosen';
  readonly lookedAt: string;
  readonly problem: string | null;
}

/** Returns null if no check is due. `backups` is sorted newest first; `now` is in ms since the epoch. */
export function backupToCheck<T extends LookedAtBackup>(backups: readonly T[], now: number): T | null {
  const sound = backups.filter(({ problem }) => problem === null);
  // Prefer a full backup, because checking a partial one proves nothing about the full one.
  const newest = sound.find(({ scope }) => scope === 'all') ?? sound[0];
  if (newest === undefined) return null;
  return now - Date.parse(newest.lookedAt) > checkAfterDays * dayMs ? newest : null;
}
