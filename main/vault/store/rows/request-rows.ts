// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { requestPurposes, type RequestPurpose } from '../../../../shared/schemas/enrolment/enrolment.ts';
import type { KeyMaker } from '../../../../shared/schemas/certificates/certificate.ts';
import { readTemporaryKey } from '../../../x509/requests/temporary-key.ts';
import { prepared } from '../prepared.ts';

export interface RequestRow {
  readonly id: string;
  /** PKCS#10, DER. */
  readonly csr: Uint8Array;
  readonly spkiSha256: string;
  readonly profileName: string;
  readonly profileProtocol: string;
  readonly profileHost: string;
  readonly token: string | null;
  readonly place: string | null;
  readonly purpose: RequestPurpose;
  readonly renews: string | null;
  /** The earliest allowed retry, ISO 8601 UTC. */
  readonly askAgainAt: string | null;
  /** If `authority`, `spkiSha256` is that of the request's signing key until the CA's key arrives. */
  readonly keyMadeBy: KeyMaker | null;
  readonly lostAnswers: number;
  readonly keyAlgorithm: string | null;
  /** PKCS#7 in DER, kept until the request is done. */
  readonly answer: Uint8Array | null;
  readonly cmpTransaction: string | null;
  readonly state: 'pending' | 'done';
  readonly certificate: string | null;
  readonly problem: string | null;
  readonly createdAt: string;
}

export function awaitsKey({ keyMadeBy, keyAlgorithm }: Pick<RequestRow, 'keyMadeBy' | 'keyAlgorithm'>): boolean {
  return keyMadeBy !== null && keyAlgorithm === null;
}

export function requestRows(database: DatabaseSync): RequestRow[] {
  return prepared(database, 'SELECT * FROM requests ORDER BY created_at, id').all().map(requestFromSql);
}

export function findRequest(database: DatabaseSync, id: string): RequestRow | null {
  const row = prepared(database, 'SELECT * FROM requests WHERE id = ?').get(id);
  return row ? requestFromSql(row) : null;
}

export function insertRequest(database: DatabaseSync, row: RequestRow): boolean {
  const result = prepared(
    database,
    `INSERT INTO requests (id, csr, spki_sha256, profile_name, profile_protocol, profile_host, token, place, purpose,
        renews, ask_again_at, key_made_by, lost_answers, key_algorithm, answer, state, certificate, problem, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
  ).run(
    row.id,
    row.csr,
    row.spkiSha256,
    row.profileName,
    row.profileProtocol,
    row.profileHost,
    row.token,
    row.place,
    row.purpose,
    row.renews,
    row.askAgainAt,
    row.keyMadeBy,
    row.lostAnswers,
    row.keyAlgorithm,
    row.answer,
    row.state,
    row.certificate,
    row.problem,
    row.createdAt,
  );
  return Number(result.changes) === 1;
}

export function markRequestDone(database: DatabaseSync, id: string, certificate: string): boolean {
  const result = prepared(
    database,
    "UPDATE requests SET state = 'done', certificate = ?2, problem = NULL, ask_again_at = NULL, cmp_transaction = NULL, answer = NULL WHERE id = ?1 AND state = 'pending'",
  ).run(id, certificate);
  return Number(result.changes) === 1;
}

export function writeRequestProblem(database: DatabaseSync, id: string, problem: string): boolean {
  const result = prepared(
    database,
    "UPDATE requests SET problem = ?2 WHERE id = ?1 AND state = 'pending' AND problem IS NOT ?2",
  ).run(id, problem);
  return Number(result.changes) === 1;
}

export function writeAskAgain(database: DatabaseSync, id: string, at: string | null): void {
  prepared(database, "UPDATE requests SET ask_again_at = ?2 WHERE id = ?1 AND state = 'pending'").run(id, at);
}

export function writeCmpTransaction(database: DatabaseSync, id: string, transaction: string | null): void {
  prepared(database, "UPDATE requests SET cmp_transaction = ?2 WHERE id = ?1 AND state = 'pending'").run(
    id,
    transaction,
  );
}

/** Twice the largest decoded response that key-answer.ts accepts. */
const answerBytes = 192 * 1024;

/** Preallocates free pages for the next answer. */
export function clearRoomForAnswer(database: DatabaseSync, id: string): void {
  const filled = prepared(
    database,
    "UPDATE requests SET answer = zeroblob(?2) WHERE id = ?1 AND state = 'pending' AND answer IS NULL",
  ).run(id, answerBytes);
  if (Number(filled.changes) === 1) prepared(database, 'UPDATE requests SET answer = NULL WHERE id = ?').run(id);
}

/** Returns false if the request is done, answered, gone or sent by another process. */
export function countLostAnswer(database: DatabaseSync, id: string, known: number): boolean {
  const result = prepared(
    database,
    `UPDATE requests SET lost_answers = lost_answers + 1, ask_again_at = NULL
      WHERE id = ?1 AND state = 'pending' AND answer IS NULL AND lost_answers = ?2`,
  ).run(id, known);
  return Number(result.changes) === 1;
}

export function discountLostAnswer(database: DatabaseSync, id: string): void {
  prepared(
    database,
    "UPDATE requests SET lost_answers = max(0, lost_answers - 1) WHERE id = ?1 AND state = 'pending'",
  ).run(id);
}

/** Returns false if the request is done, gone or already has a key. */
export function writeAuthorityKey(
  database: DatabaseSync,
  id: string,
  came: { readonly spkiSha256: string; readonly algorithm: string; readonly answer: Uint8Array },
): boolean {
  const result = prepared(
    database,
    `UPDATE requests SET spki_sha256 = ?2, key_algorithm = ?3, answer = ?4, ask_again_at = NULL,
        lost_answers = max(0, lost_answers - 1)
      WHERE id = ?1 AND state = 'pending' AND key_made_by = 'authority' AND answer IS NULL`,
  ).run(id, came.spkiSha256, came.algorithm, came.answer);
  return Number(result.changes) === 1;
}

export function deleteRequest(database: DatabaseSync, id: string): void {
  prepared(database, 'DELETE FROM requests WHERE id = ?').run(id);
}

export function deleteOrphanKey(database: DatabaseSync, spkiSha256: string): number {
  const result = prepared(
    database,
    `DELETE FROM keys WHERE spki_sha256 = ?1
      AND NOT EXISTS (SELECT 1 FROM certificates c WHERE c.spki_sha256 = ?1)
      AND NOT EXISTS (SELECT 1 FROM requests r WHERE r.spki_sha256 = ?1)`,
  ).run(spkiSha256);
  if (Number(result.changes) === 0) return 0;
  prepared(database, "DELETE FROM pending_envelopes WHERE kind = 'key' AND id = ?").run(spkiSha256);
  return 1;
}

/** Call after deleting the request. Returns the number of keys deleted. */
export function deleteTemporaryKey(database: DatabaseSync, csr: Uint8Array): number {
  const spkiSha256 = temporaryKeyOf(csr);
  return spkiSha256 === null ? 0 : deleteOrphanKey(database, spkiSha256);
}

/** SPKI hash, or null if the CSR has no temporary key or is damaged. */
export function temporaryKeyOf(csr: Uint8Array): string | null {
  try {
    const spki = readTemporaryKey(csr);
    return spki && hash('sha256', spki, 'hex');
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

export function certificatesOfKey(database: DatabaseSync, spkiSha256: string): string[] {
  const query = 'SELECT sha256 FROM certificates WHERE spki_sha256 = ? AND deleted_at IS NULL ORDER BY added_at DESC';
  return prepared(database, query)
    .all(spkiSha256)
    .map((row) => String(row['sha256']));
}

export function requestFromSql(row: Readonly<Record<string, unknown>>): RequestRow {
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
  return {
    id: String(row['id']),
    csr: row['csr'] instanceof Uint8Array ? row['csr'] : new Uint8Array(),
    spkiSha256: String(row['spki_sha256']),
    profileName: String(row['profile_name']),
    profileProtocol: String(row['profile_protocol']),
    profileHost: String(row['profile_host']),
    token: text('token'),
    place: text('place'),
    purpose: requestPurposes.find((each) => each === row['purpose']) ?? 'apply',
    renews: text('renews'),
    askAgainAt: text('ask_again_at'),
    keyMadeBy: row['key_made_by'] === 'authority' ? 'authority' : null,
    lostAnswers: Number(row['lost_answers'] ?? 0),
    keyAlgorithm: text('key_algorithm'),
    answer: row['answer'] instanceof Uint8Array ? row['answer'] : null,
    cmpTransaction: text('cmp_transaction'),
    state: row['state'] === 'done' ? 'done' : 'pending',
    certificate: text('certificate'),
    problem: text('problem'),
    createdAt: String(row['created_at']),
  };
}
