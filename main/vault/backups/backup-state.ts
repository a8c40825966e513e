// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { BackupState } from '../../../shared/domain/backup/backup-states.ts';
import { prepared } from '../store/prepared.ts';
import { backupRows, type BackupRow } from './backup-rows.ts';

export interface CertificateBackups {
  readonly sha256: string;
  readonly state: BackupState;
  readonly verifiedAt: string | null;
}

/** Of backup `b`. False for backups that only a former or unsaved recovery code opens. */
export const opens = `(b.by_recovery = 0 OR b.by_passphrase = 1 OR b.made_here = 0
  OR EXISTS (SELECT 1 FROM protectors
    WHERE kind = 'recovery-code' AND confirmed_at IS NOT NULL AND created_at <= b.created_at))`;

/** Ignores backups that failed their last check. Detects later changes by revision, as the clock can be set back. */
const held = `
  SELECT i.sha256, b.verified_at,
    (k.spki_sha256 IS NULL OR i.has_key = 1)
      AND ifnull(b.revision, 0) >= ifnull(a.changed_revision, 0) AND ${opens} AS current
  FROM backup_items i
  JOIN backups b ON b.id = i.backup_id AND b.problem IS NULL
  JOIN certificates c ON c.sha256 = i.sha256
  LEFT JOIN keys k ON k.spki_sha256 = c.spki_sha256
  LEFT JOIN annotations a ON a.sha256 = c.sha256`;

export function backupStates(database: DatabaseSync): CertificateBackups[] {
  return prepared(
    database,
    `SELECT sha256, max(current) AS current,
        ifnull(max(CASE WHEN current THEN verified_at END), max(verified_at)) AS verified_at
      FROM (${held} WHERE c.deleted_at IS NULL) GROUP BY sha256`,
  )
    .all()
    .map((row) => ({
      sha256: String(row['sha256']),
      state: row['current'] === 1 ? 'current' : 'outdated',
      verifiedAt: String(row['verified_at']),
    }));
}

export function openableBackups(database: DatabaseSync): BackupRow[] {
  const rows = prepared(database, `SELECT b.id FROM backups b WHERE ${opens}`).all();
  const ids = new Set(rows.map((row) => String(row['id'])));
  return backupRows(database).filter(({ id }) => ids.has(id));
}

/** IDs of backups that lack something they were made to hold, or a later change. */
export function outdatedBackups(database: DatabaseSync): ReadonlySet<string> {
  const rows = prepared(
    database,
    `SELECT b.id FROM backups b
      WHERE b.scope = 'all' AND b.made_here = 1 AND EXISTS (
          SELECT 1 FROM certificates c JOIN keys k ON k.spki_sha256 = c.spki_sha256
          WHERE c.deleted_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM backup_items i WHERE i.backup_id = b.id AND i.sha256 = c.sha256))
        OR EXISTS (
          SELECT 1 FROM backup_items i JOIN certificates c ON c.sha256 = i.sha256 AND c.deleted_at IS NULL
          LEFT JOIN keys k ON k.spki_sha256 = c.spki_sha256
          LEFT JOIN annotations a ON a.sha256 = c.sha256
          WHERE i.backup_id = b.id AND ((k.spki_sha256 IS NOT NULL AND i.has_key = 0)
            OR ifnull(b.revision, 0) < ifnull(a.changed_revision, 0)))`,
  ).all();
  return new Set(rows.map((row) => String(row['id'])));
}

export interface BackupOfCertificate {
  readonly backupId: string;
  readonly current: boolean;
}

/** Newest first. */
export function backupsOf(database: DatabaseSync, sha256: string): BackupOfCertificate[] {
  return prepared(
    database,
    `SELECT b.id,
        (k.spki_sha256 IS NULL OR i.has_key = 1)
          AND ifnull(b.revision, 0) >= ifnull(a.changed_revision, 0) AND ${opens} AS current
      FROM backup_items i JOIN backups b ON b.id = i.backup_id
      LEFT JOIN certificates c ON c.sha256 = i.sha256
      LEFT JOIN keys k ON k.spki_sha256 = c.spki_sha256
      LEFT JOIN annotations a ON a.sha256 = i.sha256
      WHERE i.sha256 = ? ORDER BY b.created_at DESC`,
  )
    .all(sha256)
    .map((row) => ({ backupId: String(row['id']), current: row['current'] === 1 }));
}

export function backupsHolding(
  database: DatabaseSync,
  sha256s: readonly string[],
): { createdAt: string; place: string; fileName: string }[] {
  return prepared(
    database,
    `SELECT created_at, place, file_name FROM backups WHERE id IN (
        SELECT backup_id FROM backup_items WHERE sha256 IN (SELECT value FROM json_each(?)))
      ORDER BY created_at DESC`,
  )
    .all(JSON.stringify(sha256s))
    .map((row) => ({
      createdAt: String(row['created_at']),
      place: String(row['place']),
      fileName: String(row['file_name']),
    }));
}

/** From this size, the expiry index is faster than sorting. */
const largeBackup = 1000;

/** Distinct names of a backup's certificates, latest expiry first. */
export function namesInBackup(
  database: DatabaseSync,
  { id, certificates }: Pick<BackupRow, 'id' | 'certificates'>,
  limit: number,
): string[] {
  const [first, second] =
    certificates < largeBackup ? ['backup_items i', 'certificates c'] : ['certificates c', 'backup_items i'];
  const rows = prepared(
    database,
    `SELECT ifnull(a.label, c.display_name) AS name
      FROM ${first} CROSS JOIN ${second} ON c.sha256 = i.sha256 AND (c.is_ca = 0 OR i.has_key = 1)
      LEFT JOIN annotations a ON a.sha256 = c.sha256
      WHERE i.backup_id = ? ORDER BY c.not_after DESC, name`,
  ).iterate(id);
  const names = new Set<string>();
  for (const row of rows) if (names.add(String(row['name'])).size === limit) break;
  return [...names];
}

export function issuersInBackup(database: DatabaseSync, backupId: string): number {
  const row = prepared(
    database,
    `SELECT count(*) AS issuers FROM backup_items i JOIN certificates c ON c.sha256 = i.sha256
      WHERE i.backup_id = ? AND c.is_ca = 1 AND i.has_key = 0`,
  ).get(backupId);
  return Number(row?.['issuers']);
}

export interface BackupCounts {
  readonly withKey: number;
  readonly current: number;
  readonly outdated: number;
}

export function countBackupStates(database: DatabaseSync): BackupCounts {
  const row = prepared(
    database,
    `SELECT count(*) AS with_key, ifnull(sum(h.current = 1), 0) AS current, ifnull(sum(h.current = 0), 0) AS outdated
      FROM certificates c JOIN keys k ON k.spki_sha256 = c.spki_sha256
      LEFT JOIN (SELECT sha256, max(current) AS current FROM (${held}) GROUP BY sha256) h ON h.sha256 = c.sha256
      WHERE c.deleted_at IS NULL`,
  ).get();
  return {
    withKey: Number(row?.['with_key']),
    current: Number(row?.['current']),
    outdated: Number(row?.['outdated']),
  };
}

export function unsafeCertificates(database: DatabaseSync): string[] {
  return prepared(
    database,
    `SELECT c.sha256 FROM certificates c JOIN keys k ON k.spki_sha256 = c.spki_sha256
      WHERE c.deleted_at IS NULL AND c.sha256 NOT IN (SELECT sha256 FROM (${held}) WHERE current = 1)
      ORDER BY c.added_at, c.sha256`,
  )
    .all()
    .map((row) => String(row['sha256']));
}
