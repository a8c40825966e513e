// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { annotationLimits } from '../../../../shared/schemas/certificates/annotation-limits.ts';
import { appendLogEntry, detailOfCertificates } from '../../log/append-entry.ts';
import { cleanTags, writeAnnotation } from './annotations.ts';
import { tagsFromSql } from './certificate-row.ts';
import { prepared } from '../prepared.ts';

export interface TagChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** Adding wins over removing. Throws `not-found`. */
export function tagMany(database: DatabaseSync, at: Date, sha256s: readonly string[], change: TagChange): string[] {
  const add = cleanTags(change.add);
  const remove = new Set(cleanTags(change.remove));
  const read = prepared(
    database,
    `SELECT a.tags FROM certificates c LEFT JOIN annotations a ON a.sha256 = c.sha256
      WHERE c.sha256 = ? AND c.deleted_at IS NULL`,
  );
  const changed: string[] = [];
  for (const sha256 of new Set(sha256s)) {
    const row = read.get(sha256);
    if (row === undefined) throw new AppError('not-found');
    const before = tagsFromSql(row['tags']);
    const after = cleanTags([...before.filter((tag) => !remove.has(tag)), ...add]).slice(0, annotationLimits.tags);
    if (after.join('\n') === before.join('\n')) continue;
    writeAnnotation(database, sha256, { tags: after });
    changed.push(sha256);
  }
  if (changed.length > 0) appendLogEntry(database, at, 'annotated', detailOfCertificates(changed));
  return changed;
}
