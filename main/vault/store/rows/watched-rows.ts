// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../prepared.ts';
import { forgetReminders } from './reminder-rows.ts';

export type WatchedRow = WatchedCertificate | WatchedEntry;

export interface WatchedCertificate {
  readonly kind: 'certificate';
  readonly id: string;
  readonly sha256: string;
  readonly createdAt: string;
}

export interface WatchedEntry {
  readonly kind: 'entry';
  readonly id: string;
  readonly name: string;
  /** ISO 8601 UTC. */
  readonly notAfter: string;
  readonly place: string | null;
  readonly createdAt: string;
}

/** Excludes deleted certificates and those whose key has arrived. */
const counting = `
  FROM watched w
  LEFT JOIN certificates c ON c.sha256 = w.sha256
  LEFT JOIN keys k ON k.spki_sha256 = c.spki_sha256
  WHERE (w.sha256 IS NULL OR (c.sha256 IS NOT NULL AND c.deleted_at IS NULL AND k.spki_sha256 IS NULL))`;

export function watchedRows(database: DatabaseSync): WatchedRow[] {
  return prepared(
    database,
    `SELECT w.id, w.sha256, w.name, w.not_after, w.place, w.created_at ${counting} ORDER BY w.created_at, w.id`,
  )
    .all()
    .map(rowFromSql);
}

export function findWatched(database: DatabaseSync, id: string): WatchedRow | null {
  const row = prepared(database, 'SELECT * FROM watched WHERE id = ?').get(id);
  return row ? rowFromSql(row) : null;
}

export function watchCertificate(database: DatabaseSync, row: Omit<WatchedCertificate, 'kind'>): boolean {
  const result = prepared(
    database,
    'INSERT INTO watched (id, sha256, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  ).run(row.id, row.sha256, row.createdAt);
  return Number(result.changes) === 1;
}

export function watchedOfCertificate(database: DatabaseSync, sha256: string): WatchedRow | null {
  const row = prepared(database, 'SELECT * FROM watched WHERE sha256 = ?').get(sha256);
  return row ? rowFromSql(row) : null;
}

export function insertWatchedEntry(database: DatabaseSync, entry: Omit<WatchedEntry, 'kind'>): boolean {
  const result = prepared(
    database,
    `INSERT INTO watched (id, name, not_after, place, created_at) SELECT ?1, ?2, ?3, ?4, ?5
      WHERE NOT EXISTS (SELECT 1 FROM watched WHERE id = ?1 OR (name = ?2 AND not_after = ?3))`,
  ).run(entry.id, entry.name, entry.notAfter, entry.place, entry.createdAt);
  return Number(result.changes) === 1;
}

export function findWatchedEntry(database: DatabaseSync, name: string, notAfter: string): WatchedRow | null {
  const row = prepared(database, 'SELECT * FROM watched WHERE name = ? AND not_after = ?').get(name, notAfter);
  return row ? rowFromSql(row) : null;
}

export function changeWatchedEntry(
  database: DatabaseSync,
  { id, name, notAfter, place }: Omit<WatchedEntry, 'kind' | 'createdAt'>,
): void {
  prepared(database, 'UPDATE watched SET name = ?2, not_after = ?3, place = ?4 WHERE id = ?1 AND sha256 IS NULL').run(
    id,
    name,
    notAfter,
    place,
  );
}

export function deleteWatched(database: DatabaseSync, id: string): void {
  prepared(database, 'DELETE FROM watched WHERE id = ?').run(id);
  forgetReminders(database, JSON.stringify([id]));
}

export function rowFromSql(row: Readonly<Record<string, unknown>>): WatchedRow {
  const common = { id: String(row['id']), createdAt: String(row['created_at']) };
  if (typeof row['sha256'] === 'string') return { kind: 'certificate', ...common, sha256: row['sha256'] };
  return {
    kind: 'entry',
    ...common,
    name: String(row['name']),
    notAfter: String(row['not_after']),
    place: typeof row['place'] === 'string' ? row['place'] : null,
  };
}
