// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../prepared.ts';

export interface AnchorRow {
  readonly sha256: string;
  readonly der: Uint8Array;
  readonly addedAt: string;
  readonly confirmedAt: string | null;
}

export function anchorRows(database: DatabaseSync, limit = -1): AnchorRow[] {
  return prepared(database, 'SELECT * FROM anchors ORDER BY added_at, sha256 LIMIT ?').all(limit).map(anchorFromSql);
}

export function findAnchor(database: DatabaseSync, sha256: string): AnchorRow | null {
  const row = prepared(database, 'SELECT * FROM anchors WHERE sha256 = ?').get(sha256);
  return row ? anchorFromSql(row) : null;
}

export function confirmedAnchorIds(database: DatabaseSync): string[] {
  const query = 'SELECT sha256 FROM anchors WHERE confirmed_at IS NOT NULL ORDER BY sha256';
  return prepared(database, query)
    .all()
    .map((row) => String(row['sha256']));
}

export function insertAnchor(database: DatabaseSync, { sha256, der, addedAt, confirmedAt }: AnchorRow): void {
  prepared(database, 'INSERT OR IGNORE INTO anchors (sha256, der, added_at, confirmed_at) VALUES (?, ?, ?, ?)').run(
    sha256,
    der,
    addedAt,
    confirmedAt,
  );
}

export function confirmAnchorRow(database: DatabaseSync, sha256: string, at: string): void {
  prepared(database, 'UPDATE anchors SET confirmed_at = ? WHERE sha256 = ?').run(at, sha256);
}

export function unconfirmAnchors(database: DatabaseSync): void {
  prepared(database, 'UPDATE anchors SET confirmed_at = NULL WHERE confirmed_at IS NOT NULL').run();
}

export function deleteAnchor(database: DatabaseSync, sha256: string): boolean {
  return Number(prepared(database, 'DELETE FROM anchors WHERE sha256 = ?').run(sha256).changes) === 1;
}

function anchorFromSql(row: Readonly<Record<string, unknown>>): AnchorRow {
  return {
    sha256: String(row['sha256']),
    der: row['der'] instanceof Uint8Array ? row['der'] : new Uint8Array(),
    addedAt: String(row['added_at']),
    confirmedAt: typeof row['confirmed_at'] === 'string' ? row['confirmed_at'] : null,
  };
}
