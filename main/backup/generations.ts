import type { BackupRow } from '../vault/backups/backup-rows.ts';

/** So many of the newest stay in one place, and besides them the newest of each of so many months. */
export const keptGenerations = { newest: 5, months: 12 } as const;

/**
 * Backups that a new one makes superfluous: of everything, in the same place, older than the newest five and not the
 * newest of their month within a year. Only those that we wrote and that passed their last look are ever named, and
 * none while the new one is not verified: the caller sees to that. `rows`: newest first, the new one included.
 */
export function superfluousGenerations(rows: readonly BackupRow[], newest: BackupRow): BackupRow[] {
  const same = rows.filter(
    (row) => row.scope === 'all' && row.kind === newest.kind && row.place === newest.place && row.revision !== null,
  );
  if (newest.scope !== 'all') return [];
  const months = new Set<string>();
  return same.filter((row, index) => {
    const month = row.createdAt.slice(0, 7);
    const isFirstOfMonth = !months.has(month);
    months.add(month);
    if (index < keptGenerations.newest) return false;
    return !(isFirstOfMonth && months.size <= keptGenerations.months) && row.problem === null;
  });
}
