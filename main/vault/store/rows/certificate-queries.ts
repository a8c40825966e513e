// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { Origin } from '../../../../shared/schemas/certificates/certificate.ts';
import { hasTermsSql, searchTerms } from '../../records/search-text.ts';
import { originFromSql, readCertificateRows, type CertificateRow } from './certificate-row.ts';
import { prepared } from '../prepared.ts';

export function listRows(database: DatabaseSync, search: string): CertificateRow[] {
  const terms = searchTerms(search);
  const where = `c.deleted_at IS NULL${hasTermsSql('c.folded', terms)}`;
  return readCertificateRows(database, { rest: `WHERE ${where} ORDER BY c.not_after, c.sha256` }, ...terms);
}

const rowsPerStep = 250;

/** Callers must check for changes made between steps. */
export function* allRows(database: DatabaseSync): Generator<void, CertificateRow[]> {
  const rows: CertificateRow[] = [];
  const rest = 'WHERE c.sha256 > ? AND c.deleted_at IS NULL ORDER BY c.sha256 LIMIT ?';
  for (let read = rowsPerStep; read === rowsPerStep;) {
    const next = readCertificateRows(database, { rest }, rows.at(-1)?.sha256 ?? '', rowsPerStep);
    read = next.length;
    rows.push(...next);
    yield;
  }
  return rows.toSorted((a, b) => (a.notAfter < b.notAfter ? -1 : a.notAfter > b.notAfter ? 1 : 0));
}

export function searchIds(database: DatabaseSync, search: string): string[] {
  const terms = searchTerms(search);
  const where = `deleted_at IS NULL${hasTermsSql('folded', terms)}`;
  return prepared(database, `SELECT sha256 FROM certificates WHERE ${where}`)
    .all(...terms)
    .map((row) => String(row['sha256']));
}

/** Keeps the given order. Yields like `allRows`. */
export function* searchTexts(database: DatabaseSync, sha256s: readonly string[]): Generator<void, string[]> {
  const statement = prepared(
    database,
    `SELECT c.folded FROM json_each(?) wanted CROSS JOIN certificates c ON c.sha256 = wanted.value
      WHERE c.deleted_at IS NULL ORDER BY wanted.key`,
  );
  const texts: string[] = [];
  for (let start = 0; start < sha256s.length; start += rowsPerStep) {
    yield;
    const wanted = JSON.stringify(sha256s.slice(start, start + rowsPerStep));
    for (const { folded } of statement.all(wanted)) texts.push(typeof folded === 'string' ? folded : '');
  }
  return texts;
}

export function getRow(database: DatabaseSync, sha256: string): CertificateRow | null {
  return readCertificateRows(database, { rest: 'WHERE c.sha256 = ? AND c.deleted_at IS NULL' }, sha256)[0] ?? null;
}

export function knownOf(database: DatabaseSync, sha256s: readonly string[]): string[] {
  const find = prepared(database, 'SELECT 1 FROM certificates WHERE sha256 = ? AND deleted_at IS NULL');
  return sha256s.filter((sha256) => find.get(sha256) !== undefined);
}

const maxCandidates = 20;

export function findByPrefix(database: DatabaseSync, prefix: string): string[] {
  const digits = prefix.toLowerCase();
  if (!/^[0-9a-f]{1,64}$/.test(digits)) return [];
  return prepared(
    database,
    `SELECT sha256 FROM certificates WHERE sha256 >= ? AND sha256 < ? AND deleted_at IS NULL
      ORDER BY sha256 LIMIT ?`,
  )
    .all(digits, `${digits}g`, maxCandidates)
    .map((row) => String(row['sha256']));
}

export function findByLabel(database: DatabaseSync, label: string): string[] {
  const found = (condition: string, name: string): string[] =>
    prepared(
      database,
      `SELECT c.sha256 FROM certificates c LEFT JOIN annotations a ON a.sha256 = c.sha256
        WHERE c.deleted_at IS NULL AND ${condition} ORDER BY c.sha256 LIMIT ?`,
    )
      .all(name, maxCandidates)
      .map((row) => String(row['sha256']));
  const labelled = found('a.label = ?', label.normalize('NFC'));
  return labelled.length > 0 ? labelled : found('a.label IS NULL AND c.display_name = ?', label);
}

export function getDer(database: DatabaseSync, sha256: string): Uint8Array | null {
  const der = prepared(database, 'SELECT der FROM certificates WHERE sha256 = ?').get(sha256)?.['der'];
  return der instanceof Uint8Array ? der : null;
}

export function originsOf(database: DatabaseSync, sha256: string): Origin[] {
  return prepared(
    database,
    'SELECT via, file_name, path, downloaded_from, imported_at FROM origins WHERE sha256 = ? ORDER BY id',
  )
    .all(sha256)
    .map(originFromSql);
}

export function countDeleted(database: DatabaseSync): number {
  const query = 'SELECT count(*) AS n FROM certificates WHERE deleted_at IS NOT NULL';
  return Number(prepared(database, query).get()?.['n']);
}

export function countCertificates(database: DatabaseSync): number {
  return Number(prepared(database, 'SELECT count(*) AS n FROM certificates').get()?.['n']);
}
