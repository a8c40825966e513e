// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { annotationLimits } from '../../../shared/schemas/certificates/annotation-limits.ts';
import { sha256Schema } from '../../../shared/schemas/certificates/certificate.ts';
import type { CertificateFields } from '../../x509/certificate/certificate-fields.ts';
import { encryptTo } from '../age/age-files.ts';
import { readAnnotation, writeAnnotation, type AnnotationChange } from '../store/rows/annotations.ts';
import { getRow } from '../store/rows/certificate-queries.ts';
import { insertWatchedEntry, watchCertificate, type WatchedRow } from '../store/rows/watched-rows.ts';

export interface Described extends Statements {
  readonly fields: Pick<CertificateFields, 'sha256'>;
  readonly label: string | null;
  readonly place: string | null;
  readonly note: string | null;
  readonly tags: readonly string[];
}

export const statementShape = {
  bankValidOn: z.iso.date().optional(),
  replacedBy: z.union([sha256Schema, z.literal('')]).optional(),
};
export type Statements = z.infer<z.ZodObject<typeof statementShape>>;

export function statementsOf(row: Readonly<Record<string, unknown>>): Statements {
  const { data: bankValidOn } = statementShape.bankValidOn.safeParse(row['bank_valid_on']);
  const { data: replacedBy } = statementShape.replacedBy.safeParse(row['replaced_by']);
  return { ...(bankValidOn !== undefined && { bankValidOn }), ...(replacedBy !== undefined && { replacedBy }) };
}

/** Statements silence warnings (see `MergeScope`). */
export function takeStatements(database: DatabaseSync, { fields, bankValidOn, replacedBy }: Described): void {
  if (bankValidOn !== undefined) writeAnnotation(database, fields.sha256, { bankValidOn });
  if (replacedBy !== undefined) writeAnnotation(database, fields.sha256, { replacedBy });
}

/** Maps SHA-256 to the encrypted note. Throws `secret-required` (a note, no identity yet). */
export async function sealNotes(
  certificates: readonly Described[],
  recipient: string | null,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const sealed = new Map<string, Uint8Array>();
  for (const { note, fields } of certificates) {
    if (note === null || note === '') continue;
    if (recipient === null) throw new AppError('secret-required');
    sealed.set(fields.sha256, await encryptTo(recipient, new TextEncoder().encode(note)));
  }
  return sealed;
}

export const unitedTags = (ours: readonly string[], theirs: readonly string[]): string[] =>
  [...new Set([...ours, ...theirs])].slice(0, annotationLimits.tags);

/** Returns true if a different value, or any note, was dropped. */
export function fillGaps(database: DatabaseSync, theirs: Described, note: Uint8Array | null): boolean {
  const { sha256 } = theirs.fields;
  const ours = readAnnotation(database, sha256);
  const tags = unitedTags(ours.tags, theirs.tags);
  const change: AnnotationChange = {
    ...(ours.label === null && theirs.label !== null && { label: theirs.label }),
    ...(ours.place === null && theirs.place !== null && { place: theirs.place }),
    ...(!ours.hasNote && note !== null && { note }),
    ...(tags.length > ours.tags.length && { tags }),
  };
  if (Object.keys(change).length > 0) writeAnnotation(database, sha256, change);
  const differs = (own: string | null, other: string | null) => own !== null && other !== null && own !== other;
  return differs(ours.label, theirs.label) || differs(ours.place, theirs.place) || (ours.hasNote && note !== null);
}

export function takeWatched(
  database: DatabaseSync,
  watched: readonly WatchedRow[],
  left: ReadonlySet<string> = new Set(),
): void {
  for (const row of watched) {
    if (row.kind === 'entry') insertWatchedEntry(database, row);
    else if (!left.has(row.sha256) && getRow(database, row.sha256)) watchCertificate(database, row);
  }
}
