// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { Origin } from '../../../shared/schemas/certificates/certificate.ts';
import type { FoundCertificate } from '../../formats/inspect/inspection.ts';
import { takeCertificate, type ImportResult } from './import-items.ts';
import type { Pause } from '../store/cooperative-task.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import type { Transactions } from '../store/transactions.ts';

export interface IncomingCertificates {
  /** Since the last call, deduplicated. */
  take(): readonly FoundCertificate[];
  /** Null: complete. Rejects on timeout. */
  more(): Promise<void> | null;
  /** For each certificate in file order, its index in arrival order. Throws when the file is to be rejected. */
  order(): readonly number[];
}

/**
 * For certificates without keys, written while the file is being read: neither waits, and 10,000 are never in memory.
 * Holds the writer lock. Throws as `incoming`, `invalid-input` (fields mismatch, or a duplicate).
 */
export async function importWhileRead(
  deps: { readonly transactions: Transactions; readonly clock: () => Date },
  incoming: IncomingCertificates,
  origin: Omit<Origin, 'importedAt'>,
): Promise<ImportResult> {
  return deps.transactions.changeCooperatively(function* (database): Generator<Pause, ImportResult> {
    const now = deps.clock();
    const came = yield* writeAll(database, incoming, { ...origin, importedAt: now.toISOString() });
    const inOrder = incoming.order().map((index) => came[index] as Came);
    const shas = (which: readonly Came[]) => which.map(({ sha256 }) => sha256);
    const added = shas(inOrder.filter(({ isNew }) => isNew));
    const known = shas(inOrder.filter(({ isNew }) => !isNew));
    if (added.length > 0) appendLogEntry(database, now, 'imported', { ...detailOfCertificates(added), keys: 0 });
    return { added, known, keysAdded: 0, sha256OfAll: shas(inOrder) };
  });
}

interface Came {
  readonly sha256: string;
  readonly isNew: boolean;
}

function* writeAll(database: DatabaseSync, incoming: IncomingCertificates, origin: Origin): Generator<Pause, Came[]> {
  const came: Came[] = [];
  const seen = new Set<string>();
  for (;;) {
    for (const found of incoming.take()) {
      const { sha256 } = found.fields;
      if (seen.has(sha256) || hash('sha256', found.der, 'hex') !== sha256) throw new AppError('invalid-input');
      seen.add(sha256);
      came.push({ sha256, isNew: takeCertificate(database, found, origin) !== 'known' });
      yield;
    }
    const more = incoming.more();
    if (more === null) return came;
    yield more;
  }
}
