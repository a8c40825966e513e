// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { readCertificateRows, type CertificateRow } from '../store/certificate-row.ts';
import { forgetPathChecks } from '../store/check-rows.ts';
import { unusedKey } from '../store/key-rows.ts';
import { prepared } from '../store/prepared.ts';
import { forgetLosses } from '../store/loss-rows.ts';
import { forgetReminders } from '../store/reminder-rows.ts';
import { forgetRevocationChecks } from '../store/revocation-rows.ts';

/**
 * What 最近删除 does to rows. Sets of certificates travel as one JSON array: a selection of 100,000 is one statement.
 * All of it inside a transaction of the caller.
 */
const chosen = '(SELECT value FROM json_each(?1))';

function ids(database: DatabaseSync, sql: string, ...values: (string | null)[]): string[] {
  return prepared(database, sql)
    .all(...values)
    .map((row) => String(row['id']));
}

/** How many of these the vault holds, in 最近删除 or not. */
export function countPresent(database: DatabaseSync, sha256s: readonly string[]): number {
  const query = `SELECT count(*) AS n FROM certificates WHERE sha256 IN ${chosen}`;
  return Number(prepared(database, query).get(JSON.stringify(sha256s))?.['n']);
}

export interface KeysThatGo {
  readonly keys: number;
  /** Certificates of those keys. */
  readonly certificates: number;
  /** Of these, how many have their key in no backup whose last look went well. */
  readonly unsaved: number;
}

/** Keys that would be left without a certificate in use. `certificates`: those of the selection that have such a key. */
export function keysThatGo(database: DatabaseSync, sha256s: readonly string[]): KeysThatGo {
  const row = prepared(
    database,
    `SELECT count(DISTINCT c.spki_sha256) AS keys, count(*) AS certificates, count(*) FILTER (WHERE NOT EXISTS (
          SELECT 1 FROM backup_items i JOIN backups b ON b.id = i.backup_id AND b.problem IS NULL
            JOIN certificates s ON s.sha256 = i.sha256 AND s.spki_sha256 = c.spki_sha256
          WHERE i.has_key = 1)) AS unsaved
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
 * Returns those that were in use. A clock that was set back must not make the deletion look older than its key,
 * which would then count as come in once more.
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

/** Returns those that lay in 最近删除. */
export function takeFromTrash(database: DatabaseSync, sha256s: readonly string[]): string[] {
  return ids(
    database,
    `UPDATE certificates SET deleted_at = NULL WHERE deleted_at IS NOT NULL AND sha256 IN ${chosen}
      RETURNING sha256 AS id`,
    JSON.stringify(sha256s),
  );
}

/** Newest deletion first. */
export function trashRows(database: DatabaseSync): CertificateRow[] {
  const rest = 'WHERE c.deleted_at IS NOT NULL ORDER BY c.deleted_at DESC, c.not_after, c.sha256';
  return readCertificateRows(database, { rest });
}

/**
 * SHA-256 of those in 最近删除: all of them, or those that went there at `until` (ISO 8601 UTC) or before. The `+` keeps
 * SQLite from reading every certificate in order, only to find that few or none lie there.
 */
export function trashIds(database: DatabaseSync, until: string | null): string[] {
  return ids(
    database,
    // The plus sign: else the whole table is walked in this order, instead of the few rows of the index on deleted_at.
    `SELECT sha256 AS id FROM certificates WHERE deleted_at IS NOT NULL AND (?1 IS NULL OR deleted_at <= ?1)
      ORDER BY +sha256`,
    until,
  );
}

/**
 * Removes every row about these certificates, and keys that nothing else in the vault belongs to. Only what lies in
 * 最近删除 goes. `keys`: how many private keys went.
 */
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
  // Its other certificates in 最近删除 may come back: then they need it.
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
  prepared(database, `DELETE FROM requests WHERE certificate IN ${chosen}`).run(going);
  forgetPlaces(database, going);
  const certificates = ids(
    database,
    `DELETE FROM certificates WHERE sha256 IN ${chosen} RETURNING sha256 AS id`,
    going,
  );
  const keyIds = JSON.stringify(keys);
  prepared(database, `DELETE FROM pending_envelopes WHERE kind = 'key' AND id IN ${chosen}`).run(keyIds);
  prepared(database, `DELETE FROM keys WHERE spki_sha256 IN ${chosen}`).run(keyIds);
  return { certificates, keys: keys.length };
}

/** Where they were installed and proved, that they were watched or lost, what was told of their end, and what their issuers said. `store_journal`: a change under way ends by it. */
function forgetPlaces(database: DatabaseSync, going: string): void {
  prepared(database, `DELETE FROM proofs WHERE sha256 IN ${chosen}`).run(going);
  prepared(database, `DELETE FROM store_journal WHERE sha256 IN ${chosen}`).run(going);
  prepared(database, `DELETE FROM watched WHERE sha256 IN ${chosen}`).run(going);
  forgetReminders(database, going);
  forgetLosses(database, going);
  forgetRevocationChecks(database, going);
  forgetPathChecks(database, going);
}

/**
 * A key that comes in while it waits with its certificates in 最近删除 is in use again, and stays when they are purged.
 * False when it was in use already.
 */
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
