// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { opens } from '../backups/backup-state.ts';
import { readCertificateRows, type CertificateRow } from '../store/rows/certificate-row.ts';
import { forgetPathChecks } from '../store/rows/check-rows.ts';
import { unusedKey } from '../store/rows/key-rows.ts';
import { deleteTemporaryKey } from '../store/rows/request-rows.ts';
import { prepared } from '../store/prepared.ts';
import { forgetLosses } from '../store/rows/loss-rows.ts';
import { forgetReminders } from '../store/rows/reminder-rows.ts';
import { forgetRevocationChecks } from '../store/rows/revocation-rows.ts';

/** `?1` is a JSON array, because SQLite limits the number of parameters. */
const chosen = '(SELECT value FROM json_each(?1))';

function ids(database: DatabaseSync, sql: string, ...values: (string | null)[]): string[] {
  return prepared(database, sql)
    .all(...values)
    .map((row) => String(row['id']));
}

/** Includes the trash. */
export function countPresent(database: DatabaseSync, sha256s: readonly string[]): number {
  const query = `SELECT count(*) AS n FROM certificates WHERE sha256 IN ${chosen}`;
  return Number(prepared(database, query).get(JSON.stringify(sha256s))?.['n']);
}

export interface KeysThatGo {
  readonly keys: number;
  readonly certificates: number;
  /** Certificates whose key is in no sound backup that can still be opened. */
  readonly unsaved: number;
}

export function keysThatGo(database: DatabaseSync, sha256s: readonly string[]): KeysThatGo {
  const row = prepared(
    database,
    `SELECT count(DISTINCT c.spki_sha256) AS keys, count(*) AS certificates, count(*) FILTER (WHERE NOT EXISTS (
          SELECT 1 FROM backup_items i JOIN backups b ON b.id = i.backup_id AND b.problem IS NULL
            JOIN certificates s ON s.sha256 = i.sha256 AND s.spki_sha256 = c.spki_sha256
          WHERE i.has_key = 1 AND ${opens})) AS unsaved
      FROM certificates c JOIN keys k ON k.spki_sha256 = c.spki_sha256
      WHERE c.deleted_at IS NULL AND c.sha256 IN ${chosen} AND NOT EXISTS (
        SELECT 1 FROM certificates o WHERE o.spki_sha256 = c.spki_sha256 AND o.deleted_at IS NULL
          AND o.sha256 NOT IN ${chosen})`,
  ).get(JSON.stringify(sha256s));
  return {
    keys: Number(row?.['keys']),
    certificates: Number(row?.['certificates']),
    unsaved: Number(row?.['unsaved']),
  };
}

/**
 * Never dates the deletion before the key's import. If the clock was set back, the key would otherwise look imported
 * again.
 */
export function moveToTrash(database: DatabaseSync, sha256s: readonly string[], at: string): string[] {
  return ids(
    database,
    `UPDATE certificates SET deleted_at = max(?2, coalesce(
        (SELECT k.added_at FROM keys k WHERE k.spki_sha256 = certificates.spki_sha256), ?2))
      WHERE deleted_at IS NULL AND sha256 IN ${chosen} RETURNING sha256 AS id`,
    JSON.stringify(sha256s),
    at,
  );
}

export function takeFromTrash(database: DatabaseSync, sha256s: readonly string[]): string[] {
  return ids(
    database,
    `UPDATE certificates SET deleted_at = NULL WHERE deleted_at IS NOT NULL AND sha256 IN ${chosen}
      RETURNING sha256 AS id`,
    JSON.stringify(sha256s),
  );
}

export function trashRows(database: DatabaseSync): CertificateRow[] {
  const rest = 'WHERE c.deleted_at IS NOT NULL ORDER BY c.deleted_at DESC, c.not_after, c.sha256';
  return readCertificateRows(database, { rest });
}

export function trashIds(database: DatabaseSync, until: string | null): string[] {
  return ids(
    database,
    // The plus sign makes SQLite use the index on deleted_at.
    `SELECT sha256 AS id FROM certificates WHERE deleted_at IS NOT NULL AND (?1 IS NULL OR deleted_at <= ?1)
      ORDER BY +sha256`,
    until,
  );
}

export function purgeRows(
  database: DatabaseSync,
  sha256s: readonly string[],
): { readonly certificates: readonly string[]; readonly keys: number } {
  const going = JSON.stringify(
    ids(
      database,
      `SELECT sha256 AS id FROM certificates WHERE deleted_at IS NOT NULL AND sha256 IN ${chosen}`,
      JSON.stringify(sha256s),
    ),
  );
  // Certificates left in the trash need their keys when restored.
  const keys = ids(
    database,
    `SELECT k.spki_sha256 AS id FROM keys k WHERE ${unusedKey} AND NOT EXISTS (
        SELECT 1 FROM certificates c WHERE c.spki_sha256 = k.spki_sha256 AND c.sha256 NOT IN ${chosen})
      AND k.spki_sha256 IN (SELECT spki_sha256 FROM certificates WHERE sha256 IN ${chosen})`,
    going,
  );
  prepared(database, `DELETE FROM pending_envelopes WHERE kind = 'note' AND id IN ${chosen}`).run(going);
  prepared(database, `DELETE FROM watched WHERE sha256 IN ${chosen}`).run(going);
  prepared(database, `DELETE FROM annotations WHERE sha256 IN ${chosen}`).run(going);
  prepared(database, `DELETE FROM origins WHERE sha256 IN ${chosen}`).run(going);
  const requests = prepared(database, `DELETE FROM requests WHERE certificate IN ${chosen} RETURNING csr`).all(going);
  forgetPlaces(database, going);
  const certificates = ids(
    database,
    `DELETE FROM certificates WHERE sha256 IN ${chosen} RETURNING sha256 AS id`,
    going,
  );
  const keyIds = JSON.stringify(keys);
  prepared(database, `DELETE FROM pending_envelopes WHERE kind = 'key' AND id IN ${chosen}`).run(keyIds);
  prepared(database, `DELETE FROM keys WHERE spki_sha256 IN ${chosen}`).run(keyIds);
  const temporary = requests.reduce((sum, { csr }) => sum + deleteTemporaryKey(database, csr as Uint8Array), 0);
  return { certificates, keys: keys.length + temporary };
}

function forgetPlaces(database: DatabaseSync, going: string): void {
  prepared(database, `DELETE FROM proofs WHERE sha256 IN ${chosen}`).run(going);
  prepared(database, `DELETE FROM store_journal WHERE sha256 IN ${chosen}`).run(going);
  prepared(database, `DELETE FROM watched WHERE sha256 IN ${chosen}`).run(going);
  forgetReminders(database, going);
  forgetLosses(database, going);
  forgetRevocationChecks(database, going);
  forgetPathChecks(database, going);
}

export function reviveKey(database: DatabaseSync, spkiSha256: string, at: string): boolean {
  const row = prepared(
    database,
    `SELECT (SELECT max(deleted_at) FROM certificates c WHERE c.spki_sha256 = k.spki_sha256) AS latest
      FROM keys k WHERE k.spki_sha256 = ? AND ${unusedKey}`,
  ).get(spkiSha256);
  if (!row) return false;
  const latest = Date.parse(String(row['latest']));
  const since = new Date(Math.max(Date.parse(at), latest + 1)).toISOString();
  prepared(database, 'UPDATE keys SET added_at = ? WHERE spki_sha256 = ?').run(since, spkiSha256);
  return true;
}
