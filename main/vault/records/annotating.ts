// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { decryptWith, encryptTo } from '../age/age-files.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import type { SealKeeper } from '../seal/seal-keeper.ts';
import type { Session } from '../protectors/session.ts';
import { readNoteEnvelope, writeAnnotation, type AnnotationChange } from '../store/rows/annotations.ts';
import { getRow } from '../store/rows/certificate-queries.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import { readVaultRecord } from '../store/rows/vault-record.ts';

/** `note` is plain text here but encrypted in the file. */
export interface Annotation extends Omit<AnnotationChange, 'note' | 'tags'> {
  readonly note?: string | null;
  /** A function runs inside the transaction and may throw to abort it. */
  readonly tags?: readonly string[] | TagsChange;
}

export type TagsChange = (before: readonly string[]) => readonly string[];

export interface AnnotatingParts {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly session: Session;
  readonly seal: SealKeeper;
  readonly clock: () => Date;
}

const maxAttempts = 3;

/** Works while locked. Throws `not-found`, `secret-required` (a note, no identity yet), `seal-broken`, `vault-busy`. */
export async function annotate(parts: AnnotatingParts, sha256: string, annotation: Annotation): Promise<void> {
  const { note, tags, ...rest } = annotation;
  const { database } = parts;
  for (let attempt = 1; ; attempt += 1) {
    const { recipient } = readVaultRecord(database);
    const sealed = note ? await sealNote(parts, recipient, note) : null;
    const change = note === undefined ? rest : { ...rest, note: sealed };
    const tagsOf = (before: readonly string[]) => (typeof tags === 'function' ? tags(before) : tags);
    const written = await parts.transactions.change(() => {
      // A concurrent re-keying would make the note unreadable.
      if (sealed && readVaultRecord(database).recipient !== recipient) return false;
      const row = getRow(database, sha256);
      if (!row) throw new AppError('not-found');
      const after = tagsOf(row.tags);
      if (writeAnnotation(database, sha256, { ...change, ...(after && { tags: after }) })) {
        appendLogEntry(database, parts.clock(), 'annotated', detailOfCertificates([sha256]));
      }
      return true;
    });
    if (written) return;
    if (attempt === maxAttempts) throw new AppError('vault-busy');
  }
}

/** Throws `vault-locked`, `vault-damaged`. */
export async function readNote({ database, session }: AnnotatingParts, sha256: string): Promise<string | null> {
  const envelope = withSqliteErrors(() => readNoteEnvelope(database, sha256));
  if (!envelope) return null;
  const plain = await session.use(async (identity) => await decryptWith(identity, envelope));
  if (!plain) throw new AppError('vault-damaged', { problem: 'note-unreadable', affected: [sha256] });
  return new TextDecoder().decode(plain);
}

async function sealNote({ seal }: AnnotatingParts, recipient: string | null, note: string): Promise<Uint8Array> {
  if (recipient === null) throw new AppError('secret-required');
  await seal.trustRecipient(recipient);
  return await encryptTo(recipient, new TextEncoder().encode(note));
}
