// SPDX-License-Identifier: Apache-2.0
import { dayMs } from './certificate-status.ts';

/** A backup of which nobody knows for so long whether it still opens is to be looked at (B10). */
const checkAfterDays = 90;

/** What is known of a backup. */
export interface LookedAtBackup {
  readonly scope: 'all' | 'chosen';
  /** ISO 8601 UTC. */
  readonly lookedAt: string;
  /** Null: it opened. */
  readonly problem: string | null;
}

/** The newest sound backup, when its last look is too long ago; null when none is due. Newest first; `now`: ms since 1970. */
export function backupToCheck<T extends LookedAtBackup>(backups: readonly T[], now: number): T | null {
  const sound = backups.filter(({ problem }) => problem === null);
  // A small one says nothing of the big one that the rest depends on.
  const newest = sound.find(({ scope }) => scope === 'all') ?? sound[0];
  if (newest === undefined) return null;
  return now - Date.parse(newest.lookedAt) > checkAfterDays * dayMs ? newest : null;
}
