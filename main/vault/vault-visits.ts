// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/app-error.ts';
import { appendLogEntry, detailOfCertificates } from './log/append-entry.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import type { Transactions } from './store/transactions.ts';
import * as rows from './store/visit-rows.ts';
import type { VisitRow } from './store/visit-rows.ts';

/**
 * Applications on the pages of authorities (E01). Nothing in here is secret and everything works locked; every change
 * throws `vault-busy`, `disk-full` besides.
 */
export interface VaultVisits {
  /** Those that wait, oldest first. */
  waiting(): VisitRow[];
  /** Also one that has ended. */
  find(id: string): VisitRow | null;
  /** The newest visit that a certificate came by, or by which a person said whose it is. */
  ofCertificate(sha256: string): VisitRow | null;
  /** One that waits to renew the same certificate is given up: its file would not tell by which of them it came. */
  start(row: VisitRow): Promise<void>;
  /** Another folder is watched for it: other processes look again. Throws `not-found`, also for one that does not wait any more. */
  moved(id: string): Promise<void>;
  /** The certificate came. False when it does not wait any more. */
  finish(id: string, certificate: string): Promise<boolean>;
  /** Nothing is waited for any more. Throws `not-found`, also for one that does not wait any more. */
  giveUp(id: string): Promise<void>;
  /** A person says by which authority a certificate was issued: a visit that has ended. */
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
