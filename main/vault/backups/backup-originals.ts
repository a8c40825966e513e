// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../store/prepared.ts';

export interface OriginalFile {
  readonly path: string;
  readonly importedAt: string;
}

const restores = "(SELECT detail FROM log WHERE event = 'backup-restored' AND json_valid(detail))";

/**
 * Excludes files that also held a key missing from this backup, and files of restored certificates, whose paths may be
 * from another computer.
 */
export function originalsOf(database: DatabaseSync, backupId: string): OriginalFile[] {
  const rows = prepared(
    database,
    `SELECT o.path AS path, max(o.imported_at) AS imported_at FROM origins o
      JOIN backup_items b ON b.sha256 = o.sha256 AND b.backup_id = ?1 AND b.has_key = 1
      WHERE o.via IN ('file', 'command-line') AND o.path IS NOT NULL
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
