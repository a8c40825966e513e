// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../store/prepared.ts';

/** A file that a private key came from. */
export interface OriginalFile {
  /** Absolute; on this computer if the vault has not moved since. */
  readonly path: string;
  /** The last time that it was imported; ISO 8601 UTC. */
  readonly importedAt: string;
}

/**
 * Certificates that a restore brought: all their files are of the time before it, and perhaps of another computer. An
 * entry of the log that names fewer than it counts may mean any.
 */
const restores = "(SELECT detail FROM log WHERE event = 'backup-restored' AND json_valid(detail))";

/**
 * Where the private keys of a backup came from (D05), by path. Left out: files that also brought a private key which is
 * not in this backup, and those that only a restored backup or another vault's file tells of, which need not be this
 * computer's.
 */
export function originalsOf(database: DatabaseSync, backupId: string): OriginalFile[] {
  const rows = prepared(
    database,
    `SELECT o.path AS path, max(o.imported_at) AS imported_at FROM origins o
      JOIN backup_items b ON b.sha256 = o.sha256 AND b.backup_id = ?1 AND b.has_key = 1
      WHERE o.via = 'file' AND o.path IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM origins f
          WHERE f.sha256 = o.sha256 AND f.via IN ('backup', 'vault') AND f.id < o.id)
        AND NOT EXISTS (SELECT 1 FROM ${restores} r, json_each(r.detail, '$.certificates') j WHERE j.value = o.sha256)
        AND NOT EXISTS (SELECT 1 FROM ${restores}
          WHERE json_extract(detail, '$.count') > json_array_length(detail, '$.certificates'))
        AND NOT EXISTS (
        SELECT 1 FROM origins p JOIN certificates c ON c.sha256 = p.sha256 JOIN keys k ON k.spki_sha256 = c.spki_sha256
          WHERE p.path = o.path AND NOT EXISTS (
            SELECT 1 FROM backup_items x WHERE x.backup_id = ?1 AND x.sha256 = p.sha256 AND x.has_key = 1))
      GROUP BY o.path ORDER BY o.path`,
  ).all(backupId);
  return rows.map((row) => ({ path: String(row['path']), importedAt: String(row['imported_at']) }));
}
