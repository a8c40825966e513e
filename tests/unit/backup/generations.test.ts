// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { paddingOf, tarHeader } from '../../../main/backup/container/tar-header.ts';
import { superfluousBackups, superfluousGenerations } from '../../../main/backup/generations.ts';
import type { BackupRow } from '../../../main/vault/backups/backup-rows.ts';
import { backupRow } from '../../support/vault/backup-row.ts';

function row(revision: number, createdAt: string, changed: Partial<BackupRow> = {}): BackupRow {
  const own = { id: `backup-${revision}`, fileName: `${revision}.tar`, volume: 'AAAA-1111' };
  return backupRow(createdAt, { ...own, revision, ...changed });
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

  test('[B08] keeps the backup just written and later ones after the clock went back', () => {
    const ahead = [1, 2, 3, 4, 5, 6].map((each) => row(each, `2031-01-0${each}T00:00:00.000Z`));
    const rows = [...ahead];
    for (const revision of [7, 8, 9, 10, 11]) {
      const written = row(revision, day(6, revision));
      rows.push(written);
      const removed = gone(rows, written);
      expect(removed.every((each) => each !== null && each <= 5)).toBe(true);
      // The latest stays, and the four before it.
      expect(removed.some((each) => each !== null && each > revision - 5)).toBe(false);
    }
    expect(gone(rows, rows.at(-1) as BackupRow)).toEqual([5, 4, 3, 2, 1]);
  });

  test('[B08] never removes the backup just written, even if its revision went back', () => {
    const rows = [11, 12, 13, 14, 15, 16].map((each) => row(each, day(6, each)));
    const written = row(3, day(6, 2));
    expect(gone([...rows, written], written)).not.toContain(3);
  });

  test('[B08] two drives that alternate at one mount point keep their own backups', () => {
    const first = [1, 3, 5, 7, 9, 11, 13].map((each) => row(each, day(6, each)));
    const second = [2, 4, 6, 8, 10, 12, 14].map((each) => row(each, day(6, each), { volume: 'BBBB-2222' }));
    expect(gone([...first, ...second], second.at(-1) as BackupRow)).toEqual([4, 2]);
  });

  test('[B08] never removes backups of another vault, even after it was restored here', () => {
    const theirs = [1, 2, 3].map((each) => row(each, day(6, each), { madeHere: false }));
    const ours = [4, 5, 6, 7, 8, 9].map((each) => row(each, day(6, each)));
    expect(gone([...theirs, ...ours], ours.at(-1) as BackupRow)).toEqual([4]);
  });

  test('[B08] damaged backups do not displace intact ones', () => {
    const rows = [1, 2, 3, 4, 5, 6, 7].map((each) =>
      row(each, day(6, each), { problem: each >= 3 && each <= 6 ? 'backup-damaged' : null }),
    );
    expect(gone(rows, rows.at(-1) as BackupRow)).toEqual([]);
  });
});

/** The start of a backup with these key files and a dummy data.age. */
function headWith(files: Readonly<Record<string, string>>): Uint8Array {
  const entries = Object.entries({ 'README.txt': 'read me', ...files, 'data.age': 'x' });
  return Buffer.concat(
    entries.flatMap(([name, text]) => {
      const content = Buffer.from(text);
      return [tarHeader({ name, size: content.length, time: 1_780_000_000 }), content, paddingOf(content.length)];
    }),
  );
}

describe('older generations with different secrets', () => {
  const vault = headWith({ 'passphrase.age': 'of the vault', 'recovery.age': 'first code' });
  const own = (number: number) => headWith({ 'passphrase.age': `own ${number}`, 'recovery.age': 'first code' });
  /** Takes the heads of one month's backups, oldest first. Null is unreadable. */
  const goneOf = async (heads: readonly (Uint8Array | null)[]) => {
    const rows = heads.map((_, index) => row(index + 1, day(6, index + 1)));
    const peek = async (name: string) => await Promise.resolve(heads[Number.parseInt(name, 10) - 1] ?? null);
    const found = await superfluousBackups(newestFirst(rows), rows.at(-1) as BackupRow, { peek });
    return found.map(({ revision }) => revision);
  };
  const times = (count: number, head: (number: number) => Uint8Array) =>
    Array.from({ length: count }, (_, n) => head(n));

  test('[B08] all but the newest five with the same secrets are removed', async () => {
    expect(await goneOf(times(7, () => vault))).toEqual([2, 1]);
  });

  test('[B08] five with the vault’s passphrase do not displace one with another password', async () => {
    expect(await goneOf([own(1), ...times(6, () => vault)])).toEqual([2]);
  });

  test('[B08] backups with individual passwords displace no others', async () => {
    expect(await goneOf([vault, vault, ...times(6, own)])).toEqual([]);
    expect(await goneOf([vault, ...times(5, own), vault])).toEqual([]);
  });

  test('[B08] those from before a changed code stay, and those from before the first code are removed', async () => {
    const later = headWith({ 'passphrase.age': 'of the vault', 'recovery.age': 'second code' });
    expect(await goneOf([vault, ...times(5, () => later)])).toEqual([]);
    const before = headWith({ 'passphrase.age': 'of the vault' });
    expect(await goneOf([before, ...times(5, () => vault)])).toEqual([1]);
    expect(await goneOf([vault, ...times(5, () => before)])).toEqual([]);
  });

  test('[B08] unreadable and foreign files stay and displace none', async () => {
    const cut = vault.subarray(0, 1100);
    const foreign = headWith({ 'other.age': 'of the vault' });
    for (const strange of [null, cut, foreign, new Uint8Array(2048), new Uint8Array()]) {
      expect(await goneOf([strange, ...times(5, () => vault)])).toEqual([]);
      expect(await goneOf([vault, strange, ...times(4, () => vault)])).toEqual([]);
    }
  });
});
