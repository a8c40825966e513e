// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { type BackupPlaceKind, backupPlaceKinds } from '../../../shared/domain/backup/backup-place-kinds.ts';
import { prepared } from '../store/prepared.ts';

export interface BackupRow {
  readonly id: string;
  readonly createdAt: string;
  /** Null if the backup was made elsewhere and restored only in part. */
  readonly revision: number | null;
  /** CertSteward never deletes backups made elsewhere. */
  readonly madeHere: boolean;
  readonly scope: 'all' | 'chosen';
  readonly kind: BackupPlaceKind;
  /** An absolute folder path, a URL, or `token:SERIAL`. */
  readonly place: string;
  readonly volume: string | null;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly certificates: number;
  readonly keys: number;
  readonly byPassphrase: boolean;
  readonly byRecovery: boolean;
  readonly verifiedAt: string;
  readonly lookedAt: string;
  /** Error code of the last check, or null if it passed. */
  readonly problem: string | null;
}

export function insertBackup(
  database: DatabaseSync,
  row: BackupRow,
  items: readonly { readonly sha256: string; readonly hasKey: boolean }[],
): void {
  prepared(
    database,
    `INSERT INTO backups (id, created_at, revision, made_here, scope, kind, place, volume, file_name, bytes, sha256, certificates,
        keys, by_passphrase, by_recovery, verified_at, looked_at, problem)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    row.id,
    row.createdAt,
    row.revision,
    row.madeHere ? 1 : 0,
    row.scope,
    row.kind,
    row.place,
    row.volume,
    row.fileName,
    row.bytes,
    row.sha256,
    row.certificates,
    row.keys,
    row.byPassphrase ? 1 : 0,
    row.byRecovery ? 1 : 0,
    row.verifiedAt,
    row.lookedAt,
    row.problem,
  );
  const insert = prepared(
    database,
    'INSERT INTO backup_items (backup_id, sha256, has_key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const { sha256, hasKey } of items) insert.run(row.id, sha256, hasKey ? 1 : 0);
}

export function backupRows(database: DatabaseSync): BackupRow[] {
  return prepared(database, 'SELECT * FROM backups ORDER BY created_at DESC, rowid DESC').all().map(rowFromSql);
}

export function findBackup(database: DatabaseSync, id: string): BackupRow | null {
  const row = prepared(database, 'SELECT * FROM backups WHERE id = ?').get(id);
  return row ? rowFromSql(row) : null;
}

export function writeLook(database: DatabaseSync, id: string, at: string, problem: string | null): void {
  const verified = problem === null ? ', verified_at = ?2' : '';
  prepared(database, `UPDATE backups SET looked_at = ?2, problem = ?3${verified} WHERE id = ?1`).run(id, at, problem);
}

export function deleteBackup(database: DatabaseSync, id: string): boolean {
  return Number(prepared(database, 'DELETE FROM backups WHERE id = ?').run(id).changes) === 1;
}

function rowFromSql(row: Readonly<Record<string, unknown>>): BackupRow {
  const textOrNull = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    id: String(row['id']),
    createdAt: String(row['created_at']),
    revision: typeof row['revision'] === 'number' ? row['revision'] : null,
    madeHere: row['made_here'] === 1,
    scope: row['scope'] === 'chosen' ? 'chosen' : 'all',
    kind: backupPlaceKinds.find((each) => each === row['kind']) ?? 'folder',
    place: String(row['place']),
    volume: textOrNull(row['volume']),
    fileName: String(row['file_name']),
    bytes: Number(row['bytes']),
    sha256: String(row['sha256']),
    certificates: Number(row['certificates']),
    keys: Number(row['keys']),
    byPassphrase: row['by_passphrase'] === 1,
    byRecovery: row['by_recovery'] === 1,
    verifiedAt: String(row['verified_at']),
    lookedAt: String(row['looked_at']),
    problem: textOrNull(row['problem']),
  };
}
