// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { isAlive, type ProcessMark } from './process-liveness.ts';
import type { AttemptOutcome, PinCount, PinOwner } from './state-port.ts';

/** Longer than any attempt, even at a reader's PIN pad. */
const longestAttemptMs = 10 * 60 * 1000;

interface CountRow {
  readonly total: number;
  readonly resetAt: number;
  readonly known: boolean;
}

export interface Attempt {
  readonly id: number;
  readonly tokenId: string;
  readonly who: PinOwner;
  readonly totalBefore: number;
}

export function readCount(
  database: DatabaseSync,
  of: { readonly tokenId: string; readonly who: PinOwner; readonly own: ReadonlySet<number> },
): PinCount {
  const { total, resetAt, known } = countRow(database, of.tokenId, of.who);
  const unsettled = attemptsOf(database, of.tokenId, of.who).filter(({ id }) => !of.own.has(id)).length;
  return { wrong: total - resetAt + unsettled, known };
}

export function insertAttempt(
  database: DatabaseSync,
  of: { readonly tokenId: string; readonly who: PinOwner; readonly by: ProcessMark; readonly at: Date },
): Attempt {
  const { tokenId, who } = of;
  const { total } = countRow(database, tokenId, who);
  const { lastInsertRowid } = database
    .prepare('INSERT INTO attempt (token_id, owner, total_before, pid, process, begun_at) VALUES (?, ?, ?, ?, ?, ?)')
    .run(tokenId, who, total, of.by.pid, of.by.process, of.at.getTime());
  return { id: Number(lastInsertRowid), tokenId, who, totalBefore: total };
}

/** Call in a transaction. A wrong PIN counts even if another process has deleted the attempt. */
export function settleAttempt(database: DatabaseSync, attempt: Attempt, outcome: AttemptOutcome, at: Date): void {
  const { id, tokenId, who, totalBefore } = attempt;
  database.prepare('DELETE FROM attempt WHERE id = ?').run(id);
  if (outcome === 'unused') return;
  const count = countRow(database, tokenId, who);
  if (outcome !== 'right') {
    writeCount(database, tokenId, who, { ...count, total: count.total + 1 });
    return;
  }
  forgetDead(database, tokenId, who, { before: id, at });
  // Failures of other processes since `begin` still count.
  const resetAt = Math.max(count.resetAt, Math.min(totalBefore, count.total));
  writeCount(database, tokenId, who, { ...count, resetAt, known: true });
}

export function resetCount(database: DatabaseSync, tokenId: string, who: PinOwner, at: Date): void {
  forgetDead(database, tokenId, who, { before: Number.MAX_SAFE_INTEGER, at });
  const count = countRow(database, tokenId, who);
  writeCount(database, tokenId, who, { ...count, resetAt: count.total, known: true });
}

/** Keeps recent attempts of running processes, which may still fail. */
function forgetDead(
  database: DatabaseSync,
  tokenId: string,
  who: PinOwner,
  { before, at }: { readonly before: number; readonly at: Date },
): void {
  for (const attempt of attemptsOf(database, tokenId, who)) {
    const forgotten = at.getTime() - attempt.begunAt > longestAttemptMs;
    if (attempt.id < before && (forgotten || !isAlive(attempt)))
      database.prepare('DELETE FROM attempt WHERE id = ?').run(attempt.id);
  }
}

function attemptsOf(database: DatabaseSync, tokenId: string, who: PinOwner) {
  return database
    .prepare('SELECT id, pid, process, begun_at FROM attempt WHERE token_id = ? AND owner = ?')
    .all(tokenId, who)
    .map((row) => ({
      id: Number(row['id']),
      pid: Number(row['pid']),
      process: String(row['process']),
      begunAt: Number(row['begun_at']),
    }));
}

function countRow(database: DatabaseSync, tokenId: string, who: PinOwner): CountRow {
  const row = database
    .prepare('SELECT total, reset_at, known FROM pin_count WHERE token_id = ? AND owner = ?')
    .get(tokenId, who);
  if (row) return { total: Number(row['total']), resetAt: Number(row['reset_at']), known: row['known'] === 1 };
  const lost = database.prepare('SELECT counts_lost FROM state').get()?.['counts_lost'];
  return { total: 0, resetAt: 0, known: lost !== 1 };
}

function writeCount(database: DatabaseSync, tokenId: string, who: PinOwner, row: CountRow): void {
  database
    .prepare('INSERT OR REPLACE INTO pin_count (token_id, owner, total, reset_at, known) VALUES (?, ?, ?, ?, ?)')
    .run(tokenId, who, row.total, row.resetAt, row.known ? 1 : 0);
}
