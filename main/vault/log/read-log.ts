// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../store/prepared.ts';
import type { LogEntryContent } from './append-entry.ts';

export interface StoredEntry extends LogEntryContent {
  readonly hash: string;
}

/** Newest first; `before`: seq. */
export function readEntries(database: DatabaseSync, before: number | null, limit: number): StoredEntry[] {
  return prepared(database, 'SELECT * FROM log WHERE ?1 IS NULL OR seq < ?1 ORDER BY seq DESC LIMIT ?2')
    .all(before, limit)
    .map(entryFromSql);
}

/** Exhaust it before other queries. */
export function* entriesFrom(database: DatabaseSync, first: number): Generator<StoredEntry> {
  const rows = database.prepare('SELECT * FROM log WHERE seq >= ? ORDER BY seq').iterate(first);
  for (const row of rows) yield entryFromSql(row);
}

export function countEntries(database: DatabaseSync): number {
  return Number(prepared(database, 'SELECT count(*) AS n FROM log').get()?.['n']);
}

export interface LogHead {
  readonly seq: number;
  readonly hash: string;
}

/** Null: empty log, from an older version. */
export function logHead(database: DatabaseSync): LogHead | null {
  const row = prepared(database, 'SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1').get();
  return row ? { seq: Number(row['seq']), hash: String(row['hash']) } : null;
}

export function hashAt(database: DatabaseSync, seq: number): string | null {
  const row = prepared(database, 'SELECT hash FROM log WHERE seq = ?').get(seq);
  return row ? String(row['hash']) : null;
}

function entryFromSql(row: Readonly<Record<string, unknown>>): StoredEntry {
  return {
    seq: Number(row['seq']),
    at: String(row['at']),
    event: String(row['event']),
    detail: String(row['detail']),
    previous: String(row['previous']),
    hash: String(row['hash']),
  };
}
