import type { Backup } from '../../shared/schemas/backup.ts';

/** A backup of which nobody knows for so long whether it still opens is to be looked at (B10). */
const checkAfterDays = 90;

const dayMs = 24 * 60 * 60 * 1000;

/** The newest sound backup, when its last look is too long ago; null when none is due. `now`: ms since 1970. */
export function backupToCheck(backups: readonly Backup[], now: number): Backup | null {
  const sound = backups.filter(({ problem }) => problem === null);
  // A small one says nothing of the big one that the rest depends on.
  const newest = sound.find(({ scope }) => scope === 'all') ?? sound[0];
  if (newest === undefined) return null;
  return now - Date.parse(newest.lookedAt) > checkAfterDays * dayMs ? newest : null;
}
