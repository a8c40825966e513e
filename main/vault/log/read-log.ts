// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { prepared } from '../store/prepared.ts';
import type { LogEntryContent } from './append-entry.ts';

export interface StoredEntry extends LogEntryContent {
  readonly hash: string;
}

/** `before` is a sequence number. */
export function readEntries(database: DatabaseSync, before: number | null, limit: number): StoredEntry[] {
  return prepared(database, 'SELECT * FROM log WHERE ?1 IS NULL OR seq < ?1 ORDER BY seq DESC LIMIT ?2')
    .all(before, limit)
    .map(entryFromSql);
}

export interface EntryFilter {
  readonly events: readonly string[];
  readonly search: string;
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

/** Entries from one import of several files share a key. */
const groupKey = `CASE WHEN event = 'imported' AND json_valid(detail) AND json_type(detail, '$.batch') = 'text'
  THEN json_extract(detail, '$.batch') ELSE seq END`;

export interface EntryGroup extends StoredEntry {
  /** `seq` of the group's last entry. */
  readonly last: number;
}

const numberOf = (name: string) =>
  `sum(CASE WHEN event = 'imported' AND json_valid(detail)
    THEN CAST(json_extract(detail, '$.${name}') AS REAL) END) AS ${name}`;

/** One matching entry selects its group. `total` counts the groups of all pages. */
export function findGroups(
  database: DatabaseSync,
  filter: EntryFilter | null,
  before: number | null,
  limit: number,
): { entries: EntryGroup[]; total: number } {
  const wanted =
    filter === null
      ? {}
      : {
          events: JSON.stringify(filter.events),
          search: filter.search,
          named: JSON.stringify(filter.named),
          certificates: JSON.stringify(filter.certificates),
        };
  const rows = prepared(
    database,
    `SELECT page.*, log.* FROM (
        SELECT min(seq) AS head, max(seq) AS tail, ${numberOf('count')}, ${numberOf('keys')}, ${groupKey} AS batch,
          count(*) OVER () AS total
        FROM log GROUP BY batch ${filter === null ? '' : `HAVING max(${isWanted})`}) AS page
      JOIN log ON log.seq = page.head WHERE :before IS NULL OR head < :before ORDER BY head DESC LIMIT :limit`,
  ).all({ ...wanted, before, limit });
  const entries = rows.map((row) => groupFromSql(database, row));
  if (entries.length === 0 && before !== null) return { entries, total: findGroups(database, filter, null, 1).total };
  return { entries, total: Number(rows[0]?.['total'] ?? 0) };
}

const maxNamed = 50;

function groupFromSql(database: DatabaseSync, row: Record<string, SQLOutputValue>): EntryGroup {
  const entry = entryFromSql(row);
  const { tail, batch, count, keys } = row;
  if (typeof batch !== 'string') return { ...entry, last: entry.seq };
  const certificates = prepared(
    database,
    `SELECT named.value AS sha256 FROM log,
        json_each(CASE WHEN json_valid(detail) THEN detail ELSE '{}' END, '$.certificates') AS named
      WHERE seq BETWEEN :head AND :tail AND ${groupKey} = :batch LIMIT :maxNamed`,
  ).all({ head: entry.seq, tail: tail ?? null, batch, maxNamed });
  const detail = JSON.stringify({ certificates: certificates.map(({ sha256 }) => sha256), count, keys });
  return { ...entry, detail, last: Number(tail) };
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
