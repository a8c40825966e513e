// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../store/prepared.ts';
import { insertProtector, type ProtectorRow } from '../store/rows/protector-rows.ts';

export interface PendingRekey {
  readonly startedAt: string;
  readonly recipient: string;
  readonly request: RekeyRequest;
}

export interface RekeyRequest {
  /** A `stagingProof` made with the former identity. */
  readonly proof: string;
  /** Ids of protectors whose OS-store items are deleted after the swap. */
  readonly forget: readonly string[];
  readonly swapped: boolean;
}

export interface EnvelopeId {
  readonly kind: 'key' | 'note';
  /** SPKI hash of a key, or SHA-256 of a note's certificate. */
  readonly id: string;
}

export interface StagedEnvelope extends EnvelopeId {
  /** The current envelope, which `envelope` will replace. */
  readonly source: Uint8Array;
  readonly envelope: Uint8Array;
}

/** An unreadable row counts as stale. */
export function readPendingRekey(database: DatabaseSync): PendingRekey | null {
  const row = prepared(database, 'SELECT started_at, recipient, request FROM pending_rekey').get();
  if (!row) return null;
  return {
    startedAt: String(row['started_at']),
    recipient: String(row['recipient']),
    request: requestFrom(String(row['request'])),
  };
}

export function isRekeyUnfinished(database: DatabaseSync): boolean {
  return readPendingRekey(database)?.request.swapped === false;
}

export function stageRekey(database: DatabaseSync, pending: PendingRekey, protectors: readonly ProtectorRow[]): void {
  dropStaging(database);
  writeMarker(database, pending);
  for (const row of protectors) insertProtector(database, row, 'pending_protectors');
}

export function dropStaging(database: DatabaseSync): void {
  for (const table of ['pending_envelopes', 'pending_protectors', 'pending_rekey']) {
    prepared(database, `DELETE FROM ${table}`).run();
  }
}

export function writeMarker(database: DatabaseSync, pending: PendingRekey): void {
  prepared(
    database,
    'INSERT OR REPLACE INTO pending_rekey (id, started_at, recipient, request) VALUES (1, ?, ?, ?)',
  ).run(pending.startedAt, pending.recipient, JSON.stringify(pending.request));
}

const unstaged = `
  SELECT 'key' AS kind, spki_sha256 AS id FROM keys
    WHERE NOT EXISTS (SELECT 1 FROM pending_envelopes p WHERE p.kind = 'key' AND p.id = spki_sha256)
  UNION ALL SELECT 'note', sha256 FROM annotations
    WHERE note IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM pending_envelopes p WHERE p.kind = 'note' AND p.id = sha256)`;

export function unstagedIds(database: DatabaseSync, limit: number): EnvelopeId[] {
  return prepared(database, `${unstaged} LIMIT ?`)
    .all(limit)
    .map((row) => ({ kind: row['kind'] === 'note' ? 'note' : 'key', id: String(row['id']) }));
}

export function countStaged(database: DatabaseSync): { done: number; total: number } {
  const row = prepared(
    database,
    `SELECT (SELECT count(*) FROM keys) + (SELECT count(*) FROM annotations WHERE note IS NOT NULL) AS total,
      (SELECT count(*) FROM (${unstaged})) AS missing`,
  ).get();
  const total = Number(row?.['total']);
  return { done: total - Number(row?.['missing']), total };
}

export function readEnvelope(database: DatabaseSync, { kind, id }: EnvelopeId): Uint8Array | null {
  const query =
    kind === 'key'
      ? 'SELECT envelope AS e FROM keys WHERE spki_sha256 = ?'
      : 'SELECT note AS e FROM annotations WHERE sha256 = ?';
  const envelope = prepared(database, query).get(id)?.['e'];
  return envelope instanceof Uint8Array ? envelope : null;
}

/** Does nothing if the source changed. */
export function stageEnvelope(database: DatabaseSync, { kind, id, source, envelope }: StagedEnvelope): void {
  const unchanged =
    kind === 'key'
      ? 'SELECT 1 FROM keys WHERE spki_sha256 = ?2 AND envelope = ?4'
      : 'SELECT 1 FROM annotations WHERE sha256 = ?2 AND note = ?4';
  prepared(
    database,
    `INSERT OR REPLACE INTO pending_envelopes (kind, id, envelope) SELECT ?1, ?2, ?3 WHERE EXISTS (${unchanged})`,
  ).run(kind, id, envelope, source);
}

/** Call once everything is staged. */
export function swapInStaging(database: DatabaseSync, recipient: string): void {
  for (const sql of [
    "UPDATE keys SET envelope = (SELECT envelope FROM pending_envelopes WHERE kind = 'key' AND id = spki_sha256)",
    `UPDATE annotations SET note = (SELECT envelope FROM pending_envelopes WHERE kind = 'note' AND id = sha256)
      WHERE note IS NOT NULL`,
    'DELETE FROM protectors',
    `INSERT INTO protectors (id, kind, created_at, envelope, wrapping_recipient, code_envelope, confirmed_at, token)
      SELECT id, kind, created_at, envelope, wrapping_recipient, code_envelope, confirmed_at, token
      FROM pending_protectors`,
    'DELETE FROM pending_protectors',
    'DELETE FROM pending_envelopes',
  ]) {
    prepared(database, sql).run();
  }
  prepared(database, 'UPDATE vault SET recipient = ?').run(recipient);
}

function requestFrom(json: string): RekeyRequest {
  try {
    const value = JSON.parse(json) as Partial<Record<keyof RekeyRequest, unknown>> | null;
    return {
      proof: typeof value?.proof === 'string' ? value.proof : '',
      forget: Array.isArray(value?.forget) ? value.forget.filter((id) => typeof id === 'string') : [],
      swapped: value?.swapped === true,
    };
  } catch {
    return { proof: '', forget: [], swapped: false };
  }
}
