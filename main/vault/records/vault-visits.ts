// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import * as rows from '../store/rows/visit-rows.ts';
import type { VisitRow } from '../store/rows/visit-rows.ts';

/** Web enrolments (E01). Works locked; nothing is secret. */
export interface VaultVisits {
  /** Oldest first. */
  waiting(): VisitRow[];
  /** Includes ended ones. */
  find(id: string): VisitRow | null;
  /** Issued, or assigned by a person. */
  ofCertificate(sha256: string): VisitRow | null;
  /** Abandons a waiting one for the same certificate: a download could belong to either. */
  start(row: VisitRow): Promise<void>;
  /** Notifies other processes that the watched folder changed. Throws `not-found`, also when no longer waiting. */
  moved(id: string): Promise<void>;
  /** False: no longer waiting. */
  finish(id: string, certificate: string): Promise<boolean>;
  /** Throws `not-found`, also when no longer waiting. */
  giveUp(id: string): Promise<void>;
  /** For a certificate whose issuing CA a person named. */
  link(row: VisitRow & { readonly certificate: string; readonly endedAt: string }): Promise<void>;
}

export function createVaultVisits(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly clock: () => Date;
}): VaultVisits {
  const { database, transactions, clock } = parts;
  return {
    waiting: () => withSqliteErrors(() => rows.waitingVisits(database)),
    find: (id) => withSqliteErrors(() => rows.findVisit(database, id)),
    ofCertificate: (sha256) => withSqliteErrors(() => rows.visitOfCertificate(database, sha256)),
    async start(row) {
      await transactions.change(() => {
        const now = clock();
        const former = rows.waitingVisits(database).filter(({ renews }) => renews !== null && renews === row.renews);
        for (const { id, profileHost } of former) {
          rows.endVisit(database, id, null, now.toISOString());
          appendLogEntry(database, now, 'visit-given-up', { what: profileHost });
        }
        rows.insertVisit(database, row);
        appendLogEntry(database, now, 'visit-started', { what: row.profileHost });
      });
    },
    async moved(id) {
      await transactions.change(() => {
        if (!rows.touchVisit(database, id)) throw new AppError('not-found');
      });
    },
    async finish(id, certificate) {
      return await transactions.change(() => {
        const now = clock();
        if (!rows.endVisit(database, id, certificate, now.toISOString())) return false;
        const what = rows.findVisit(database, id)?.profileHost ?? '';
        appendLogEntry(database, now, 'visit-done', { ...detailOfCertificates([certificate]), what });
        return true;
      });
    },
    async giveUp(id) {
      await transactions.change(() => {
        const now = clock();
        if (!rows.endVisit(database, id, null, now.toISOString())) throw new AppError('not-found');
        const what = rows.findVisit(database, id)?.profileHost ?? '';
        appendLogEntry(database, now, 'visit-given-up', { what });
      });
    },
    async link(row) {
      await transactions.change(() => {
        rows.insertVisit(database, row);
        const detail = { ...detailOfCertificates([row.certificate]), what: row.profileHost };
        appendLogEntry(database, clock(), 'visit-linked', detail);
      });
    },
  };
}
