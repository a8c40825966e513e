// SPDX-License-Identifier: Apache-2.0
import { timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../store/prepared.ts';
import { hmac, type SealKeys } from './seal-keys.ts';

/** The sum XORs secret shares, so only the owner of the identity can find another set with the same sum. */
export interface KeySet {
  readonly count: number;
  /** 32 bytes. Leaves the process only as an HMAC. */
  readonly sum: Uint8Array;
}

export interface KeySurvey {
  readonly tagged: KeySet;
  /** SPKI hashes. */
  readonly untagged: readonly string[];
  readonly changed: readonly string[];
  readonly missing: readonly string[];
}

export function surveyKeys(database: DatabaseSync, keys: SealKeys): KeySurvey {
  const found = { untagged: [] as string[], changed: [] as string[], missing: [] as string[] };
  const set = { count: 0, sum: new Uint8Array(32) };
  const rows = database.prepare(
    `SELECT k.spki_sha256 AS id, k.envelope, s.tag FROM keys k LEFT JOIN sealed_keys s ON s.spki_sha256 = k.spki_sha256
      UNION ALL
      SELECT s.spki_sha256, NULL, s.tag FROM sealed_keys s
        WHERE NOT EXISTS (SELECT 1 FROM keys k WHERE k.spki_sha256 = s.spki_sha256)`,
  );
  for (const { id, envelope, tag } of rows.iterate()) {
    const spki = String(id);
    if (!(tag instanceof Uint8Array)) {
      found.untagged.push(spki);
      continue;
    }
    addShare(set, keys, tag, 1);
    if (!(envelope instanceof Uint8Array)) found.missing.push(spki);
    else if (!sameBytes(tag, keyTag(keys, spki, envelope))) found.changed.push(spki);
  }
  return { tagged: set, ...found };
}

/** Call inside the sealing transaction. */
export function retagKeys(database: DatabaseSync, keys: SealKeys, set: KeySet, spkis: Iterable<string>): KeySet {
  const changed = { count: set.count, sum: Uint8Array.from(set.sum) };
  for (const spki of spkis) {
    const former = prepared(database, 'SELECT tag FROM sealed_keys WHERE spki_sha256 = ?').get(spki)?.['tag'];
    const envelope = prepared(database, 'SELECT envelope FROM keys WHERE spki_sha256 = ?').get(spki)?.['envelope'];
    if (former instanceof Uint8Array) addShare(changed, keys, former, -1);
    if (envelope instanceof Uint8Array) {
      const tag = keyTag(keys, spki, envelope);
      addShare(changed, keys, tag, 1);
      prepared(database, 'INSERT OR REPLACE INTO sealed_keys (spki_sha256, tag) VALUES (?, ?)').run(spki, tag);
    } else prepared(database, 'DELETE FROM sealed_keys WHERE spki_sha256 = ?').run(spki);
  }
  return changed;
}

export function retagAllKeys(database: DatabaseSync, keys: SealKeys): KeySet {
  database.exec('DELETE FROM sealed_keys');
  const ids = database.prepare('SELECT spki_sha256 AS id FROM keys ORDER BY spki_sha256').all();
  return retagKeys(
    database,
    keys,
    { count: 0, sum: new Uint8Array(32) },
    ids.map((row) => String(row['id'])),
  );
}

export function keySetDigest(keys: SealKeys, set: KeySet): string {
  return hmac(keys.sum, set.sum).toString('hex');
}

function keyTag(keys: SealKeys, spki: string, envelope: Uint8Array): Buffer {
  // Concatenation is unambiguous, because the hash has a fixed length.
  return hmac(keys.tag, spki, envelope);
}

function addShare(set: { count: number; sum: Uint8Array }, keys: SealKeys, tag: Uint8Array, step: 1 | -1): void {
  const share = hmac(keys.share, tag);
  for (let index = 0; index < share.length; index += 1) {
    set.sum[index] = (set.sum[index] ?? 0) ^ (share[index] ?? 0);
  }
  set.count += step;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && timingSafeEqual(left, right);
}
