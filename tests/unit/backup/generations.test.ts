import { describe, expect, test } from 'vitest';
import { superfluousGenerations } from '../../../main/backup/generations.ts';
import type { BackupRow } from '../../../main/vault/backups/backup-rows.ts';

function row(revision: number, createdAt: string, changed: Partial<BackupRow> = {}): BackupRow {
  return {
    id: `backup-${revision}`,
    createdAt,
    revision,
    scope: 'all',
    kind: 'folder',
    place: '/media/stick',
    volume: 'AAAA-1111',
    fileName: `${revision}.tar`,
    bytes: 1,
    sha256: '0'.repeat(64),
    certificates: 1,
    keys: 1,
    byPassphrase: true,
    byRecovery: true,
    madeHere: true,
    verifiedAt: createdAt,
    lookedAt: createdAt,
    problem: null,
    ...changed,
  };
}
const newestFirst = (rows: readonly BackupRow[]) => rows.toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
const gone = (rows: readonly BackupRow[], newest: BackupRow) =>
  superfluousGenerations(newestFirst(rows), newest).map(({ revision }) => revision);
const day = (month: number, date: number) => new Date(Date.UTC(2026, month - 1, date, 12)).toISOString();

describe('older generations', () => {
  test('[B08] the newest five stay, and the newest of each month', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7, 8].map((each) => row(each, day(each < 4 ? 5 : 6, each)));
    expect(gone(rows, rows[7] as BackupRow)).toEqual([2, 1]);
  });

  test('[B08] after the clock went back the backup just written stays, and so do the ones after it', () => {
    const ahead = [1, 2, 3, 4, 5, 6].map((each) => row(each, `2031-01-0${each}T00:00:00.000Z`));
    const rows = [...ahead];
    for (const revision of [7, 8, 9, 10, 11]) {
      const written = row(revision, day(6, revision));
      rows.push(written);
      const removed = gone(rows, written);
      expect(removed.every((each) => each !== null && each <= 5)).toBe(true);
      // What was written last stays, and the four before it.
      expect(removed.some((each) => each !== null && each > revision - 5)).toBe(false);
    }
    expect(gone(rows, rows.at(-1) as BackupRow)).toEqual([5, 4, 3, 2, 1]);
  });

  test('[B08] even with a revision of its own that went back, the one just written is never named', () => {
    const rows = [11, 12, 13, 14, 15, 16].map((each) => row(each, day(6, each)));
    const written = row(3, day(6, 2));
    expect(gone([...rows, written], written)).not.toContain(3);
  });

  test('[B08] two drives that take turns at one mount point keep what is theirs', () => {
    const first = [1, 3, 5, 7, 9, 11, 13].map((each) => row(each, day(6, each)));
    const second = [2, 4, 6, 8, 10, 12, 14].map((each) => row(each, day(6, each), { volume: 'BBBB-2222' }));
    expect(gone([...first, ...second], second.at(-1) as BackupRow)).toEqual([4, 2]);
  });

  test('[B08] what another vault wrote into the same place is never named, also after it was restored here', () => {
    const theirs = [1, 2, 3].map((each) => row(each, day(6, each), { madeHere: false }));
    const ours = [4, 5, 6, 7, 8, 9].map((each) => row(each, day(6, each)));
    expect(gone([...theirs, ...ours], ours.at(-1) as BackupRow)).toEqual([4]);
  });

  test('[B08] damaged backups take no sound one’s place', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7].map((each) =>
      row(each, day(6, each), { problem: each >= 3 && each <= 6 ? 'backup-damaged' : null }),
    );
    expect(gone(rows, rows.at(-1) as BackupRow)).toEqual([]);
  });
});
