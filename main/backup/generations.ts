import type { BackupRow } from '../vault/backups/backup-rows.ts';

/** So many of the newest stay in one place, and besides them the newest of each of so many months. */
export const keptGenerations = { newest: 5, months: 12 } as const;

/**
 * Backups that a new one makes superfluous: of everything, in the same place, older than the newest five and not the
 * newest of their month within a year. Only those that this vault wrote and that passed their last look are ever named, and
 * none while the new one is not verified: the caller sees to that. Newer is what was written later by the vault's
 * revision, as a clock may have been wrong. `rows`: in any order, the new one included.
 */
export function superfluousGenerations(rows: readonly BackupRow[], newest: BackupRow): BackupRow[] {
  if (newest.scope !== 'all') return [];
  // Two drives may take turns at one mount point: what lies on the other one is not here to be removed.
  const isHere = ({ kind, place, volume }: BackupRow) =>
    kind === newest.kind && place === newest.place && volume === newest.volume;
  const same = rows
    .filter((row) => row.scope === 'all' && isHere(row) && row.madeHere && row.problem === null)
    .toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
  const months = new Set<string>();
  return same.filter((row, index) => {
    const month = row.createdAt.slice(0, 7);
    const isFirstOfMonth = !months.has(month);
    months.add(month);
    if (index < keptGenerations.newest || row.id === newest.id) return false;
    return !(isFirstOfMonth && months.size <= keptGenerations.months);
  });
}
