// SPDX-License-Identifier: Apache-2.0
import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/app-error.ts';
import type { Origin } from '../../shared/schemas/certificate.ts';
import type { FoundCertificate } from '../formats/inspection.ts';
import type { ImportResult } from './import-items.ts';
import type { Pause } from './in-steps.ts';
import { appendLogEntry, detailOfCertificates } from './log/append-entry.ts';
import { takeCertificate } from './take-certificate.ts';
import type { Transactions } from './store/transactions.ts';

/** The certificates of one file that is still being read. */
export interface IncomingCertificates {
  /** What came since the last call, each certificate once. */
  take(): readonly FoundCertificate[];
  /** Null once no more will come; else resolves when there may be more, and rejects when it takes too long. */
  more(): Promise<void> | null;
  /**
   * At the end: where in the sequence of coming the first, the second … certificate of the file was. Throws when nothing
   * of it is to be taken in.
   */
  order(): readonly number[];
}

/**
 * As `importItems`, in one durable transaction, for certificates without keys: they are written while the rest of the
 * file is read, so that neither waits for the other and 10,000 of them never lie in memory. The writer lock is held
 * meanwhile. Throws what `incoming` throws (then nothing is written), `invalid-input` when a certificate is not what its
 * fields say or comes twice, `vault-busy`, `disk-full`.
 */
export async function importWhileRead(
  deps: { readonly transactions: Transactions; readonly clock: () => Date },
  incoming: IncomingCertificates,
  origin: Omit<Origin, 'importedAt'>,
): Promise<ImportResult> {
  return deps.transactions.changeInSteps(function* (database): Generator<Pause, ImportResult> {
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

/** Pauses after each row, and where nothing has come yet. */
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
