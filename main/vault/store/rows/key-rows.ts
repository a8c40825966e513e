// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { KeyMaker } from '../../../../shared/schemas/certificates/certificate.ts';
import { prepared } from '../prepared.ts';

export interface KeyRow {
  /** Lower-case hex SHA-256 of the SubjectPublicKeyInfo DER. */
  readonly spkiSha256: string;
  /** The PKCS#8 PrivateKeyInfo as an age file. */
  readonly envelope: Uint8Array;
  readonly algorithm: string;
  /** Null if generated here or unknown. */
  readonly madeBy: KeyMaker | null;
}

/** Never replaces a key: a locked vault accepts keys from anyone. */
export function insertKey(database: DatabaseSync, key: KeyRow, addedAt: string): boolean {
  const result = prepared(
    database,
    `INSERT INTO keys (spki_sha256, envelope, algorithm, added_at, made_by) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (spki_sha256) DO NOTHING`,
  ).run(key.spkiSha256, key.envelope, key.algorithm, addedAt, key.madeBy);
  return Number(result.changes) === 1;
}

export function replaceKey(database: DatabaseSync, damaged: KeyRow, key: KeyRow): boolean {
  const result = prepared(
    database,
    'UPDATE keys SET envelope = ?, algorithm = ? WHERE spki_sha256 = ? AND envelope = ?',
  ).run(key.envelope, key.algorithm, damaged.spkiSha256, damaged.envelope);
  return Number(result.changes) === 1;
}

export function getKey(database: DatabaseSync, spkiSha256: string): KeyRow | null {
  const row = prepared(database, 'SELECT * FROM keys WHERE spki_sha256 = ?').get(spkiSha256);
  if (!row || !(row['envelope'] instanceof Uint8Array)) return null;
  return { spkiSha256, envelope: row['envelope'], algorithm: String(row['algorithm']), madeBy: makerFromSql(row) };
}

export function makerFromSql(row: Readonly<Record<string, unknown>>): KeyMaker | null {
  return row['made_by'] === 'authority' ? 'authority' : null;
}

export function makerOfKey(database: DatabaseSync, spkiSha256: string): KeyMaker | null {
  const row = prepared(database, 'SELECT made_by FROM keys WHERE spki_sha256 = ?').get(spkiSha256);
  return row ? makerFromSql(row) : null;
}

export function markMadeByAuthority(database: DatabaseSync, spkiSha256: string): void {
  prepared(database, "UPDATE keys SET made_by = 'authority' WHERE spki_sha256 = ?").run(spkiSha256);
}

export function hasKey(database: DatabaseSync, spkiSha256: string): boolean {
  return prepared(database, 'SELECT 1 FROM keys WHERE spki_sha256 = ?').get(spkiSha256) !== undefined;
}

export function keyIds(database: DatabaseSync): string[] {
  return prepared(database, 'SELECT spki_sha256 FROM keys ORDER BY spki_sha256')
    .all()
    .map((row) => String(row['spki_sha256']));
}

/**
 * A key is unused if all its certificates are deleted and it wasn't imported again. Pending requests use their keys.
 */
export const unusedKey = `
  EXISTS (SELECT 1 FROM certificates d
    WHERE d.spki_sha256 = k.spki_sha256 AND d.deleted_at IS NOT NULL AND d.deleted_at >= k.added_at)
  AND NOT EXISTS (SELECT 1 FROM certificates l WHERE l.spki_sha256 = k.spki_sha256 AND l.deleted_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.spki_sha256 = k.spki_sha256 AND r.state = 'pending')`;

export function isKeyInUse(database: DatabaseSync, spkiSha256: string): boolean {
  const query = `SELECT 1 FROM keys k WHERE k.spki_sha256 = ? AND NOT (${unusedKey})`;
  return prepared(database, query).get(spkiSha256) !== undefined;
}

/** Subtracts the unused keys, which are few and so faster to count. */
export function countKeysInUse(database: DatabaseSync): number {
  const query = `SELECT (SELECT count(*) FROM keys) - (SELECT count(*) FROM keys k
      WHERE k.spki_sha256 IN (SELECT spki_sha256 FROM certificates WHERE deleted_at IS NOT NULL) AND ${unusedKey}) AS n`;
  return Number(prepared(database, query).get()?.['n']);
}
