// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../prepared.ts';

export interface ProfileAnchorRow {
  readonly profileId: string;
  readonly sha256: string;
  readonly der: Uint8Array;
  readonly acceptedAt: string;
}

export function profileAnchorRows(database: DatabaseSync, profileId: string | null = null): ProfileAnchorRow[] {
  const query = 'SELECT * FROM profile_anchors WHERE ?1 IS NULL OR profile_id = ?1 ORDER BY profile_id, sha256';
  return prepared(database, query)
    .all(profileId)
    .map((row) => ({
      profileId: String(row['profile_id']),
      sha256: String(row['sha256']),
      der: row['der'] instanceof Uint8Array ? row['der'] : new Uint8Array(),
      acceptedAt: String(row['accepted_at']),
    }));
}

export function replaceProfileAnchors(
  database: DatabaseSync,
  profileId: string,
  rows: readonly ProfileAnchorRow[],
): void {
  prepared(database, 'DELETE FROM profile_anchors WHERE profile_id = ?').run(profileId);
  const insert = prepared(
    database,
    'INSERT INTO profile_anchors (profile_id, sha256, der, accepted_at) VALUES (?, ?, ?, ?)',
  );
  for (const { sha256, der, acceptedAt } of rows) insert.run(profileId, sha256, der, acceptedAt);
}

export function dropProfileAnchors(database: DatabaseSync): void {
  prepared(database, 'DELETE FROM profile_anchors').run();
}
