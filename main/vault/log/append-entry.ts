// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ActivityDetail, ActivityEvent } from '../../../shared/domain/activity-events.ts';
import { prepared } from '../store/prepared.ts';

export const firstPrevious = '0'.repeat(64);

export interface LogEntryContent {
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly event: string;
  /** An ActivityDetail as JSON. */
  readonly detail: string;
  readonly previous: string;
}

/** Lower-case hex SHA-256 (docs/formats.md). */
export function entryHash({ seq, at, event, detail, previous }: LogEntryContent): string {
  return createHash('sha256')
    .update(JSON.stringify([seq, at, event, detail, previous]))
    .digest('hex');
}

/** Sequence numbers of sealed entries aren't reused, so a gap reveals a truncation. */
function sealedSeq(database: DatabaseSync): number {
  const query = `SELECT CASE WHEN json_valid(seal) THEN json_extract(seal, '$.sealed.log.seq') END AS seq FROM vault`;
  const seq = prepared(database, query).get()?.['seq'];
  return typeof seq === 'number' && seq > 0 && seq < 2 ** 40 ? Math.floor(seq) : 0;
}

/** Call inside the transaction that the entry describes. If the vault is locked, the next unlock seals the entry. */
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

const maxNamed = 50;

export function detailOfCertificates(sha256s: readonly string[]): ActivityDetail {
  return { certificates: sha256s.slice(0, maxNamed), count: sha256s.length };
}
