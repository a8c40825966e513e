// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { Origin } from '../../../../shared/schemas/certificates/certificate.ts';
import type { FoundCertificate } from '../../../formats/inspect/inspection.ts';
import { searchedText } from '../../records/search-text.ts';
import { tagsFromSql } from './certificate-row.ts';
import { prepared } from '../prepared.ts';

export function insertCertificate(database: DatabaseSync, found: FoundCertificate, origin: Origin): boolean {
  const { fields } = found;
  const folded = searchedText([fields.searchText, found.friendlyName, origin.fileName], fields);
  const result = prepared(
    database,
    `INSERT INTO certificates (sha256, der, subject, issuer, display_name, issuer_name, masked_subject, serial,
        not_before, not_after, algorithm, is_ca, self_issued, subject_hash, issuer_hash, spki_sha256, subject_key_id,
        authority_key_id, key_usage, search_text, friendly_name, added_at, folded)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (sha256) DO NOTHING`,
  ).run(
    fields.sha256,
    found.der,
    fields.subject,
    fields.issuer,
    fields.displayName,
    fields.issuerName,
    fields.maskedSubject,
    fields.serial,
    fields.notBefore,
    fields.notAfter,
    fields.algorithm,
    fields.isCa ? 1 : 0,
    fields.selfIssued ? 1 : 0,
    fields.subjectHash,
    fields.issuerHash,
    fields.spkiSha256,
    fields.subjectKeyId,
    fields.authorityKeyId,
    fields.keyUsage,
    fields.searchText,
    found.friendlyName,
    origin.importedAt,
    folded,
  );
  if (result.changes === 0) return false;
  const { via, fileName, path, downloadedFrom, importedAt } = origin;
  prepared(
    database,
    `INSERT INTO origins (sha256, via, file_name, path, downloaded_from, imported_at) VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(fields.sha256, via, fileName, path, downloadedFrom, importedAt);
  return true;
}

export function addOrigin(database: DatabaseSync, sha256: string, origin: Origin): void {
  if (insertOrigin(database, sha256, origin)) refreshFolded(database, sha256);
}

export function takeOverHistory(
  database: DatabaseSync,
  sha256: string,
  { addedAt, origins }: { readonly addedAt: string; readonly origins: readonly Origin[] },
): void {
  prepared(database, 'UPDATE certificates SET added_at = ? WHERE sha256 = ?').run(addedAt, sha256);
  prepared(database, 'DELETE FROM origins WHERE sha256 = ?').run(sha256);
  for (const origin of origins) insertOrigin(database, sha256, origin);
  refreshFolded(database, sha256);
}

function insertOrigin(database: DatabaseSync, sha256: string, origin: Origin): boolean {
  const { via, fileName, path, downloadedFrom, importedAt } = origin;
  const result = prepared(
    database,
    `INSERT INTO origins (sha256, via, file_name, path, downloaded_from, imported_at)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE NOT EXISTS (
        SELECT 1 FROM origins WHERE sha256 = ?1 AND via = ?2 AND file_name IS ?3 AND path IS ?4 AND downloaded_from IS ?5
      )`,
  ).run(sha256, via, fileName, path, downloadedFrom, importedAt);
  return Number(result.changes) === 1;
}

/** Call after changing searchable values. */
export function refreshFolded(database: DatabaseSync, sha256: string): void {
  const row = prepared(
    database,
    `SELECT c.search_text, c.serial, c.friendly_name, a.label, a.place, a.tags FROM certificates c
      LEFT JOIN annotations a ON a.sha256 = c.sha256 WHERE c.sha256 = ?`,
  ).get(sha256);
  if (!row) return;
  const fileNames = prepared(
    database,
    'SELECT DISTINCT file_name FROM origins WHERE sha256 = ? AND file_name IS NOT NULL',
  )
    .all(sha256)
    .map((origin) => String(origin['file_name']));
  const texts = [row['label'], row['search_text'], row['friendly_name'], row['place']].map((each) =>
    typeof each === 'string' ? each : null,
  );
  const numbers = { serial: String(row['serial']), sha256 };
  const folded = searchedText([...texts, ...tagsFromSql(row['tags']), ...fileNames], numbers);
  prepared(database, 'UPDATE certificates SET folded = ?1 WHERE sha256 = ?2 AND folded <> ?1').run(folded, sha256);
}
