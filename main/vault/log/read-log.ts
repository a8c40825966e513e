// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../store/prepared.ts';
import type { LogEntryContent } from './append-entry.ts';

export interface StoredEntry extends LogEntryContent {
  readonly hash: string;
}

/** Newest first. `before` is a sequence number. */
export function readEntries(database: DatabaseSync, before: number | null, limit: number): StoredEntry[] {
  return prepared(database, 'SELECT * FROM log WHERE ?1 IS NULL OR seq < ?1 ORDER BY seq DESC LIMIT ?2')
    .all(before, limit)
    .map(entryFromSql);
}

export interface EntryFilter {
  readonly events: readonly string[];
  readonly search: string;
  /** Events whose display names match the search. */
  readonly named: readonly string[];
  readonly certificates: readonly string[];
}

/** `detail` may be invalid, because the file can be edited. */
const isWanted = `event IN (SELECT value FROM json_each(:events)) AND (
  :search = '' OR event IN (SELECT value FROM json_each(:named)) OR CASE WHEN json_valid(detail) THEN
    instr(lower(coalesce(json_extract(detail, '$.what'), '')), :search) > 0 OR EXISTS (
      SELECT 1 FROM json_each(detail, '$.certificates') AS held
      WHERE held.value IN (SELECT value FROM json_each(:certificates)))
  ELSE 0 END)`;

/** Entries of one import of several files have the same key. */
const groupKey = `CASE WHEN event = 'imported' AND json_valid(detail) AND json_type(detail, '$.batch') = 'text'
  THEN json_extract(detail, '$.batch') ELSE seq END`;

export interface EntryGroup extends StoredEntry {
  /** `seq` is that of the first. */
  readonly last: number;
}

/** Joins each import. `total` counts the groups of all pages. */
export function findGroups(
  database: DatabaseSync,
  filter: EntryFilter | null,
  before: number | null,
  limit: number,
): { entries: EntryGroup[]; total: number } {
  const where = filter === null ? 'true' : isWanted;
  const wanted =
    filter === null
      ? {}
      : {
          events: JSON.stringify(filter.events),
          search: filter.search,
          named: JSON.stringify(filter.named),
          certificates: JSON.stringify(filter.certificates),
        };
  const heads = prepared(
    database,
    `SELECT *, min(seq) AS seq, ${groupKey} AS batch FROM log WHERE ${where} GROUP BY batch
      HAVING :before IS NULL OR min(seq) < :before ORDER BY min(seq) DESC LIMIT :limit`,
  ).all({ ...wanted, before, limit });
  const total = prepared(database, `SELECT count(DISTINCT ${groupKey}) AS n FROM log WHERE ${where}`).get(wanted)?.[
    'n'
  ];
  const entries = heads.map((row) => groupOf(database, entryFromSql(row), row['batch']));
  return { entries, total: Number(total) };
}

const maxNamed = 50;

function groupOf(database: DatabaseSync, head: StoredEntry, batch: unknown): EntryGroup {
  if (typeof batch !== 'string') return { ...head, last: head.seq };
  const members = `FROM log WHERE seq >= ?1 AND ${groupKey} = ?2`;
  const sums = prepared(
    database,
    `SELECT max(seq) AS last, sum(json_extract(detail, '$.count')) AS count, sum(json_extract(detail, '$.keys')) AS keys ${members}`,
  ).get(head.seq, batch);
  const certificates = prepared(
    database,
    `SELECT named.value AS sha256 FROM log, json_each(CASE WHEN json_valid(detail) THEN detail ELSE '{}' END, '$.certificates') AS named
      WHERE seq >= ?1 AND ${groupKey} = ?2 LIMIT ?3`,
  )
    .all(head.seq, batch, maxNamed)
    .map(({ sha256 }) => sha256);
  const detail = JSON.stringify({ certificates, count: sums?.['count'], keys: sums?.['keys'] });
  return { ...head, detail, last: Number(sums?.['last']) };
}

/** Counts each import once. */
export function countByEvent(database: DatabaseSync): ReadonlyMap<string, number> {
  const rows = prepared(database, `SELECT event, count(DISTINCT ${groupKey}) AS n FROM log GROUP BY event`).all();
  return new Map(rows.map((row) => [String(row['event']), Number(row['n'])]));
}

/** Exhaust the generator before running other queries. */
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

/** Null for an empty log. */
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
