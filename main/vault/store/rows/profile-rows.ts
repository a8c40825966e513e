// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../prepared.ts';

/** `content` is CaProfile JSON. */
export interface ProfileRow {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly content: string;
  readonly importedAt: string;
  readonly confirmedAt: string | null;
}

export function profileRows(database: DatabaseSync): ProfileRow[] {
  return prepared(database, 'SELECT * FROM ca_profiles ORDER BY name, host').all().map(profileFromSql);
}

export function findProfile(database: DatabaseSync, id: string): ProfileRow | null {
  const row = prepared(database, 'SELECT * FROM ca_profiles WHERE id = ?').get(id);
  return row ? profileFromSql(row) : null;
}

export function findProfileAt(database: DatabaseSync, name: string, host: string): ProfileRow | null {
  const row = prepared(database, 'SELECT * FROM ca_profiles WHERE name = ? AND host = ?').get(name, host);
  return row ? profileFromSql(row) : null;
}

/** Replaces the row, because its confirmation and anchors don't cover new content. */
export function putProfile(database: DatabaseSync, row: ProfileRow): void {
  prepared(database, 'DELETE FROM ca_profiles WHERE name = ? AND host = ?').run(row.name, row.host);
  prepared(
    database,
    'INSERT INTO ca_profiles (id, name, host, content, imported_at, confirmed_at) VALUES (?, ?, ?, ?, ?, ?)',
  ).run(row.id, row.name, row.host, row.content, row.importedAt, row.confirmedAt);
}

export function confirmProfileRow(database: DatabaseSync, id: string, at: string): void {
  prepared(database, 'UPDATE ca_profiles SET confirmed_at = ? WHERE id = ?').run(at, id);
}

export function unconfirmProfiles(database: DatabaseSync): void {
  prepared(database, 'UPDATE ca_profiles SET confirmed_at = NULL WHERE confirmed_at IS NOT NULL').run();
}

export function deleteProfile(database: DatabaseSync, id: string): boolean {
  return Number(prepared(database, 'DELETE FROM ca_profiles WHERE id = ?').run(id).changes) === 1;
}

export function profileFromSql(row: Readonly<Record<string, unknown>>): ProfileRow {
  return {
    id: String(row['id']),
    name: String(row['name']),
    host: String(row['host']),
    content: String(row['content']),
    importedAt: String(row['imported_at']),
    confirmedAt: typeof row['confirmed_at'] === 'string' ? row['confirmed_at'] : null,
  };
}
