// SPDX-License-Identifier: Apache-2.0
import type { BackupRow } from '../vault/backups/backup-rows.ts';
import { outerHeadBytes, outerWays } from './container/outer-ways.ts';
import type { BackupDestination } from './destinations/destination.ts';

/** So many of the newest stay in one place, and besides them the newest of each of so many months. */
export const keptGenerations = { newest: 5, months: 12 } as const;

/**
 * Backups that a new one makes superfluous: of everything, in the same place, older than the newest five and not the
 * newest of their month within a year. Only those that this vault wrote and that passed their last look are ever named, and
 * none while the new one is not verified: the caller sees to that. Newer is what was written later by the vault's
 * revision, as a clock may have been wrong. Counted against a backup are only those that `replaces` takes for it.
 * `rows`: in any order, the new one included.
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

/**
 * The same for what lies there: a newer backup replaces an older one only if it opens by everything that opens the older
 * one. One under a password of its own is for somebody who may have no other. What cannot be looked at replaces nothing
 * and stays.
 */
export async function superfluousBackups(
  rows: readonly BackupRow[],
  newest: BackupRow,
  destination: Pick<BackupDestination, 'peek'>,
): Promise<BackupRow[]> {
  // Most of the time nothing has to be looked at.
  if (superfluousGenerations(rows, newest).length === 0) return [];
  const ways = new Map<string, ReadonlySet<string>>();
  for (const { id, fileName } of rowsBeside(rows, newest)) {
    const head = await destination.peek(fileName, outerHeadBytes);
    const found = head === null ? null : outerWays(head);
    if (found) ways.set(id, found);
  }
  return superfluousGenerations(rows, newest, (newer, older) => {
    const [all, wanted] = [ways.get(newer.id), ways.get(older.id)];
    return all !== undefined && wanted !== undefined && [...wanted].every((way) => all.has(way));
  });
}

/** What counts beside the new one, itself included, newest first. */
function rowsBeside(rows: readonly BackupRow[], newest: BackupRow): BackupRow[] {
  if (newest.scope !== 'all') return [];
  // Two drives may take turns at one mount point: what lies on the other one is not here to be removed.
  const isHere = ({ kind, place, volume }: BackupRow) =>
    kind === newest.kind && place === newest.place && volume === newest.volume;
  return rows
    .filter((row) => row.scope === 'all' && isHere(row) && row.madeHere && row.problem === null)
    .toSorted((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
}

const monthOf = ({ createdAt }: BackupRow): string => createdAt.slice(0, 7);
