// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ActivityDetail, ActivityEvent } from '../../../shared/domain/activity-events.ts';
import { prepared } from '../store/prepared.ts';

/** `previous` of the first entry. */
export const firstPrevious = '0'.repeat(64);

export interface LogEntryContent {
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly event: string;
  /** JSON of an ActivityDetail, as stored. */
  readonly detail: string;
  /** Hash of the entry before. */
  readonly previous: string;
}

/** Lower-case hex of SHA-256 over the JSON array [seq, at, event, detail, previous] in UTF-8 (docs/formats.md). */
export function entryHash({ seq, at, event, detail, previous }: LogEntryContent): string {
  return createHash('sha256')
    .update(JSON.stringify([seq, at, event, detail, previous]))
    .digest('hex');
}

/**
 * The highest number that the seal knows. Numbers are not given out again after the end of the log was cut off: the
 * gap stays and tells of it. Needs no secret, and a seal that somebody made up only leaves a gap.
 */
function sealedSeq(database: DatabaseSync): number {
  const query = `SELECT CASE WHEN json_valid(seal) THEN json_extract(seal, '$.sealed.log.seq') END AS seq FROM vault`;
  const seq = prepared(database, query).get()?.['seq'];
  return typeof seq === 'number' && seq > 0 && seq < 2 ** 40 ? Math.floor(seq) : 0;
}

/**
 * Adds an entry to the hash chain. Call it inside the transaction of what it tells of: then both are there or neither.
 * Works locked; such an entry is unsealed until the next unlock.
 */
export function appendLogEntry(database: DatabaseSync, at: Date, event: ActivityEvent, detail: ActivityDetail): void {
  const last = prepared(database, 'SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1').get();
  const content: LogEntryContent = {
    seq: Math.max(Number(last?.['seq'] ?? 0), sealedSeq(database)) + 1,
    at: at.toISOString(),
    event,
    detail: JSON.stringify(detail),
    previous: typeof last?.['hash'] === 'string' ? last['hash'] : firstPrevious,
  };
  prepared(database, 'INSERT INTO log (seq, at, event, detail, previous, hash) VALUES (?, ?, ?, ?, ?, ?)').run(
    content.seq,
    content.at,
    content.event,
    content.detail,
    content.previous,
    entryHash(content),
  );
}

/** How many certificates an entry names. */
const maxNamed = 50;

export function detailOfCertificates(sha256s: readonly string[]): ActivityDetail {
  return { certificates: sha256s.slice(0, maxNamed), count: sha256s.length };
}
