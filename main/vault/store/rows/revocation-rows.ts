// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { RevocationCheck } from '../../../../shared/schemas/trust/revocation.ts';
import { prepared } from '../prepared.ts';

export type RevocationCheckRow = Readonly<RevocationCheck>;

/** certificateHold, the only reversible reason (RFC 5280 §5.3.1). */
const onHold = '6';

export function revocationCheck(database: DatabaseSync, sha256: string): RevocationCheckRow | null {
  const row = prepared(database, 'SELECT * FROM revocation_checks WHERE sha256 = ?').get(sha256);
  return row ? checkFromSql(row) : null;
}

export function knownRevocations(database: DatabaseSync): RevocationCheckRow[] {
  return prepared(database, `SELECT * FROM revocation_checks WHERE status = 'revoked'`).all().map(checkFromSql);
}

/**
 * `unknown` never replaces a revocation or an unexpired answer, and only a revocation replaces a permanent revocation.
 * Blocking a server must not undo revocations.
 */
export function writeRevocationCheck(database: DatabaseSync, row: RevocationCheckRow): void {
  const { sha256, status, source, checkedAt, goodUntil, revokedAt, reason } = row;
  const known = revocationCheck(database, sha256);
  const isForGood = known?.status === 'revoked' && known.reason !== onHold;
  const counts = known !== null && known.goodUntil !== null && known.goodUntil > checkedAt;
  if (status !== 'revoked' && isForGood) return;
  if (status === 'unknown' && known !== null && known.status !== 'unknown' && (counts || known.status === 'revoked')) {
    return;
  }
  prepared(
    database,
    `INSERT INTO revocation_checks (sha256, status, source, checked_at, good_until, revoked_at, reason)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE EXISTS (SELECT 1 FROM certificates WHERE sha256 = ?1)
      ON CONFLICT DO UPDATE SET status = ?2, source = ?3, checked_at = ?4, good_until = ?5, revoked_at = ?6, reason = ?7`,
  ).run(sha256, status, source, checkedAt, goodUntil, revokedAt, reason);
}

const aboutOne = 'ocsp ';
const aboutLength = aboutOne.length + 64;

/** The key's prefix lets the response be deleted with its certificate. */
export function ocspAnswerKey(sha256: string, url: string): string {
  return `${aboutOne}${sha256} ${url}`;
}

export function forgetRevocationChecks(database: DatabaseSync, sha256s: string): void {
  prepared(database, 'DELETE FROM revocation_checks WHERE sha256 IN (SELECT value FROM json_each(?))').run(sha256s);
  prepared(
    database,
    `DELETE FROM answers WHERE substr(key, 1, ${aboutLength}) IN (SELECT '${aboutOne}' || value FROM json_each(?))`,
  ).run(sha256s);
}

export function keptAnswer(database: DatabaseSync, key: string, now: string): Uint8Array | null {
  const row = prepared(
    database,
    'SELECT body FROM answers WHERE key = ? AND (good_until IS NULL OR good_until > ?)',
  ).get(key, now);
  return row?.['body'] instanceof Uint8Array ? row['body'] : null;
}

export function keepAnswer(
  database: DatabaseSync,
  answer: {
    readonly key: string;
    readonly body: Uint8Array;
    readonly fetchedAt: string;
    readonly goodUntil: string | null;
  },
): void {
  const { key, body, fetchedAt, goodUntil } = answer;
  prepared(database, 'DELETE FROM answers WHERE good_until <= ?').run(fetchedAt);
  prepared(
    database,
    `INSERT INTO answers (key, body, fetched_at, good_until) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT DO UPDATE SET body = ?2, fetched_at = ?3, good_until = ?4`,
  ).run(key, body, fetchedAt, goodUntil);
}

function checkFromSql(row: Readonly<Record<string, unknown>>): RevocationCheckRow {
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
  return {
    sha256: String(row['sha256']),
    status: String(row['status']) as RevocationCheckRow['status'],
    source: text('source') as RevocationCheckRow['source'],
    checkedAt: String(row['checked_at']),
    goodUntil: text('good_until'),
    revokedAt: text('revoked_at'),
    reason: text('reason'),
  };
}
