// SPDX-License-Identifier: Apache-2.0
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import { outerHeadBytes, readKeyFileHashes } from './container/read-key-file-hashes.ts';
import type { BackupDestination } from './destinations/destination.ts';

export const keptGenerations = { newest: 5, months: 12 } as const;

/**
 * Returns the vault's intact full backups in the place of `newest`, except the newest five and the newest of each of
 * the last 12 months with backups. For each row, counts only newer backups that replace it. Orders by revision, since
 * clocks may be wrong.
 */
export function superfluousGenerations(
  rows: readonly BackupRow[],
  newest: BackupRow,
  replaces: (newer: BackupRow, older: BackupRow) => boolean = () => true,
): BackupRow[] {
  const same = rowsBeside(rows, newest);
  return same.filter((row, index) => {
    if (row.id === newest.id) return false;
    const newer = same.slice(0, index).filter((each) => replaces(each, row));
    const months = new Set(newer.map(monthOf));
    const isFirstOfMonth = !months.has(monthOf(row));
    return newer.length >= keptGenerations.newest && !(isFirstOfMonth && months.size < keptGenerations.months);
  });
}

/** A backup replaces an older one only if every secret of the older opens the newer. Keeps unreadable backups. */
export async function superfluousBackups(
  rows: readonly BackupRow[],
  newest: BackupRow,
  destination: Pick<BackupDestination, 'peek'>,
): Promise<BackupRow[]> {
  if (superfluousGenerations(rows, newest).length === 0) return [];
  const ways = new Map<string, ReadonlySet<string>>();
  for (const { id, fileName } of rowsBeside(rows, newest)) {
    const head = await destination.peek(fileName, outerHeadBytes);
    const found = head === null ? null : readKeyFileHashes(head);
    if (found) ways.set(id, found);
  }
  return superfluousGenerations(rows, newest, (newer, older) => {
    const [all, wanted] = [ways.get(newer.id), ways.get(older.id)];
    return all !== undefined && wanted !== undefined && [...wanted].every((way) => all.has(way));
  });
}

function rowsBeside(rows: readonly BackupRow[], newest: BackupRow): BackupRow[] {
  if (newest.scope !== 'all') return [];
  // Several drives may share a mount point.
  const isHere = ({ kind, place, volume }: BackupRow) =>
    kind === newest.kind && place === newest.place && volume === newest.volume;
  return rows
    .filter((row) => row.scope === 'all' && isHere(row) && row.madeHere && row.problem === null)
    .toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
}

const monthOf = ({ createdAt }: BackupRow): string => createdAt.slice(0, 7);
