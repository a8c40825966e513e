// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ActivityEvent } from '../../../shared/domain/activity-events.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import { getRow } from '../store/rows/certificate-queries.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import * as rows from '../store/rows/watched-rows.ts';
import type { WatchedEntry, WatchedRow } from '../store/rows/watched-rows.ts';

export type TypedEntry = Pick<WatchedEntry, 'name' | 'notAfter' | 'place'>;

/** Works while locked. */
export interface VaultWatching {
  list(): WatchedRow[];
  add(entry: TypedEntry): Promise<WatchedRow>;
  /** Returns an existing row unchanged. Throws `not-found`, `invalid-input` (the key is in the vault). */
  addCertificate(sha256: string): Promise<WatchedRow>;
  /** Throws `not-found`. */
  change(id: string, entry: TypedEntry): Promise<WatchedRow>;
  /** Throws `not-found`. */
  remove(id: string): Promise<void>;
}

export function createVaultWatching(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly clock: () => Date;
}): VaultWatching {
  const { database, transactions, clock } = parts;

  function log(event: ActivityEvent, row: WatchedRow): void {
    appendLogEntry(
      database,
      clock(),
      event,
      row.kind === 'certificate' ? detailOfCertificates([row.sha256]) : { count: 1, what: row.name },
    );
  }

  function written(row: WatchedRow | null): WatchedRow {
    if (row === null) throw new AppError('internal');
    return row;
  }

  return {
    list: () => withSqliteErrors(() => rows.watchedRows(database)),
    async add(entry) {
      return await transactions.change(() => {
        const id = randomUUID();
        const added = rows.insertWatchedEntry(database, { id, ...entry, createdAt: clock().toISOString() });
        const row = written(rows.findWatchedEntry(database, entry.name, entry.notAfter));
        if (added) log('watched', row);
        return row;
      });
    },
    async addCertificate(sha256) {
      return await transactions.change(() => {
        const certificate = getRow(database, sha256);
        if (!certificate) throw new AppError('not-found');
        if (certificate.hasPrivateKey) throw new AppError('invalid-input', { reason: 'key-in-vault' });
        const added = rows.watchCertificate(database, {
          id: randomUUID(),
          sha256,
          createdAt: clock().toISOString(),
        });
        const row = written(rows.watchedOfCertificate(database, sha256));
        if (added) log('watched', row);
        return row;
      });
    },
    async change(id, entry) {
      return await transactions.change(() => {
        if (rows.findWatched(database, id)?.kind !== 'entry') throw new AppError('not-found');
        rows.changeWatchedEntry(database, { id, ...entry });
        const row = written(rows.findWatched(database, id));
        log('annotated', row);
        return row;
      });
    },
    async remove(id) {
      await transactions.change(() => {
        const row = rows.findWatched(database, id);
        if (row === null) throw new AppError('not-found');
        rows.deleteWatched(database, id);
        log('unwatched', row);
      });
    },
  };
}
