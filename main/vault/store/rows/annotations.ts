// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { tagsFromSql } from './certificate-row.ts';
import { refreshFolded } from './certificate-writes.ts';
import { prepared } from '../prepared.ts';

/** Undefined leaves a value unchanged; null clears it. */
export interface AnnotationChange {
  readonly label?: string | null;
  readonly place?: string | null;
  /** An age file encrypted to the vault's recipient. */
  readonly note?: Uint8Array | null;
  readonly tags?: readonly string[];
  /** `YYYY-MM-DD` in local time. */
  readonly bankValidOn?: string | null;
  readonly replacedBy?: string | null;
}

export function writeAnnotation(database: DatabaseSync, sha256: string, change: AnnotationChange): boolean {
  prepared(database, 'INSERT INTO annotations (sha256) VALUES (?) ON CONFLICT DO NOTHING').run(sha256);
  const before = totalChanges(database);
  if (change.label !== undefined) setColumn(database, sha256, 'label', cleanText(change.label));
  if (change.place !== undefined) setColumn(database, sha256, 'place', cleanText(change.place));
  if (change.note !== undefined) {
    setColumn(database, sha256, 'note', change.note);
    // A re-keying may have staged the former note.
    prepared(database, "DELETE FROM pending_envelopes WHERE kind = 'note' AND id = ?").run(sha256);
  }
  if (change.tags !== undefined) setColumn(database, sha256, 'tags', JSON.stringify(cleanTags(change.tags)));
  const changed = totalChanges(database) !== before;
  if (changed)
    prepared(database, `UPDATE annotations SET changed_revision = ${nextRevision} WHERE sha256 = ?`).run(sha256);
  if (change.bankValidOn !== undefined) setColumn(database, sha256, 'bank_valid_on', change.bankValidOn);
  if (change.replacedBy !== undefined) setColumn(database, sha256, 'replaced_by', change.replacedBy);
  refreshFolded(database, sha256);
  return totalChanges(database) !== before;
}

const nextRevision = '(SELECT revision + 1 FROM vault)';

function totalChanges(database: DatabaseSync): number {
  return Number(prepared(database, 'SELECT total_changes() AS n').get()?.['n']);
}

export interface WrittenAnnotation {
  readonly label: string | null;
  readonly place: string | null;
  readonly hasNote: boolean;
  readonly tags: readonly string[];
}

export function readAnnotation(database: DatabaseSync, sha256: string): WrittenAnnotation {
  const query = 'SELECT label, place, note IS NOT NULL AS has_note, tags FROM annotations WHERE sha256 = ?';
  const row = prepared(database, query).get(sha256);
  return {
    label: typeof row?.['label'] === 'string' ? row['label'] : null,
    place: typeof row?.['place'] === 'string' ? row['place'] : null,
    hasNote: row?.['has_note'] === 1,
    tags: tagsFromSql(row?.['tags']),
  };
}

export function readNoteEnvelope(database: DatabaseSync, sha256: string): Uint8Array | null {
  const note = prepared(database, 'SELECT note FROM annotations WHERE sha256 = ?').get(sha256)?.['note'];
  return note instanceof Uint8Array ? note : null;
}

export function noteIds(database: DatabaseSync): string[] {
  return prepared(database, 'SELECT sha256 FROM annotations WHERE note IS NOT NULL ORDER BY sha256')
    .all()
    .map((row) => String(row['sha256']));
}

function setColumn(
  database: DatabaseSync,
  sha256: string,
  column: 'label' | 'place' | 'note' | 'tags' | 'bank_valid_on' | 'replaced_by',
  value: string | Uint8Array | null,
): void {
  prepared(database, `UPDATE annotations SET ${column} = ?1 WHERE sha256 = ?2 AND ${column} IS NOT ?1`).run(
    value,
    sha256,
  );
}

/** NFC, so `label:TEXT` matches across systems. */
function cleanText(value: string | null): string | null {
  const clean = value?.normalize('NFC').trim() ?? '';
  return clean === '' ? null : clean;
}

export function cleanTags(tags: readonly string[]): string[] {
  const clean = tags.map((tag) => tag.normalize('NFC').trim()).filter((tag) => tag !== '');
  return [...new Set(clean)];
}
