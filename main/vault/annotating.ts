import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/app-error.ts';
import { decryptWith, encryptTo } from './age-files.ts';
import { appendLogEntry, detailOfCertificates } from './log/append-entry.ts';
import type { SealKeeper } from './seal/seal-keeper.ts';
import type { Session } from './session.ts';
import { readNoteEnvelope, writeAnnotation, type AnnotationChange } from './store/annotations.ts';
import { getRow } from './store/certificate-queries.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import type { Transactions } from './store/transactions.ts';
import { readVaultRecord } from './store/vault-record.ts';

/** What a person may write about a certificate; `note` is plain text here and encrypted in the file (K06). */
export interface Annotation extends Omit<AnnotationChange, 'note'> {
  readonly note?: string | null;
}

export interface AnnotatingParts {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly session: Session;
  readonly seal: SealKeeper;
  readonly clock: () => Date;
}

/**
 * Works locked: a note is encrypted to the public recipient. Throws `not-found`, `secret-required` (a note, and the
 * vault has no identity yet), `seal-broken` (a note to a foreign recipient), `vault-busy`, `disk-full`.
 */
export async function annotate(parts: AnnotatingParts, sha256: string, annotation: Annotation): Promise<void> {
  const { note, ...rest } = annotation;
  const change = note === undefined ? rest : { ...rest, note: note ? await sealNote(parts, note) : null };
  const { database } = parts;
  await parts.transactions.change(() => {
    if (!getRow(database, sha256)) throw new AppError('not-found');
    if (!writeAnnotation(database, sha256, change)) return;
    appendLogEntry(database, parts.clock(), 'annotated', detailOfCertificates([sha256]));
  });
}

/** Null when there is none. Throws `vault-locked`, `vault-damaged`. */
export async function readNote({ database, session }: AnnotatingParts, sha256: string): Promise<string | null> {
  const envelope = withSqliteErrors(() => readNoteEnvelope(database, sha256));
  if (!envelope) return null;
  const plain = await session.use(async (identity) => await decryptWith(identity, envelope));
  if (!plain) throw new AppError('vault-damaged', { problem: 'note-unreadable', affected: [sha256] });
  return new TextDecoder().decode(plain);
}

async function sealNote({ database, seal }: AnnotatingParts, note: string): Promise<Uint8Array> {
  const { recipient } = readVaultRecord(database);
  if (recipient === null) throw new AppError('secret-required');
  await seal.trustRecipient(recipient);
  return await encryptTo(recipient, new TextEncoder().encode(note));
}
