// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import type { TickedStep } from '../../../shared/domain/enrolment/guide-steps.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import * as rows from '../store/rows/web-enrolment-rows.ts';
import type { WebEnrolmentRow } from '../store/rows/web-enrolment-rows.ts';

interface NamedHost {
  readonly name: string;
  readonly host: string;
}

/** Enrolments on a bank's web page, by phone or at a branch. Works while locked. */
export interface VaultWebEnrolments {
  /** Oldest first. */
  waiting(): WebEnrolmentRow[];
  find(id: string): WebEnrolmentRow | null;
  /** The website enrolment that produced the certificate, or that the user linked to it. */
  ofCertificate(sha256: string): WebEnrolmentRow | null;
  banks(): rows.BankOfCertificate[];
  /** Cancels earlier pending renewals of `row.renews`. */
  start(row: WebEnrolmentRow): Promise<void>;
  /** Raises the revision only, because the folder is stored elsewhere. Throws `not-found`. */
  moved(id: string): Promise<void>;
  /** Returns false if no longer pending. */
  finish(id: string, certificate: string): Promise<boolean>;
  /** `at` is ISO 8601 UTC; null unticks the step. Throws `not-found`. */
  tick(id: string, step: TickedStep, at: string | null): Promise<void>;
  rename(from: NamedHost, to: NamedHost): Promise<void>;
  /** Throws `not-found`. */
  cancel(id: string, isFinished: boolean): Promise<void>;
  /** For a certificate whose CA the user entered. Does nothing if already linked to that CA. */
  link(row: WebEnrolmentRow & { readonly certificate: string; readonly endedAt: string }): Promise<void>;
}

export function createVaultWebEnrolments(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly clock: () => Date;
}): VaultWebEnrolments {
  const { database, transactions, clock } = parts;
  return {
    waiting: () => withSqliteErrors(() => rows.waitingWebEnrolments(database)),
    find: (id) => withSqliteErrors(() => rows.findWebEnrolment(database, id)),
    ofCertificate: (sha256) => withSqliteErrors(() => rows.webEnrolmentOfCertificate(database, sha256)),
    banks: () => withSqliteErrors(() => rows.banksOfCertificates(database)),
    async start(row) {
      await transactions.change(() => {
        const now = clock();
        const former = rows
          .waitingWebEnrolments(database)
          .filter(({ renews }) => renews !== null && renews === row.renews);
        for (const each of former) {
          rows.endWebEnrolment(database, each.id, null, now.toISOString());
          appendLogEntry(database, now, 'web-enrolment-cancelled', { what: placeOf(each) });
        }
        rows.insertWebEnrolment(database, row);
        appendLogEntry(database, now, 'web-enrolment-started', { what: placeOf(row) });
      });
    },
    async moved(id) {
      await transactions.change(() => {
        if (!rows.touchWebEnrolment(database, id)) throw new AppError('not-found');
      });
    },
    async finish(id, certificate) {
      return await transactions.change(() => {
        const now = clock();
        if (!rows.endWebEnrolment(database, id, certificate, now.toISOString())) return false;
        const what = placeOf(rows.findWebEnrolment(database, id));
        appendLogEntry(database, now, 'web-enrolment-done', { ...detailOfCertificates([certificate]), what });
        return true;
      });
    },
    async tick(id, step, at) {
      await transactions.change(() => {
        const { [step]: _former, ...others } = rows.findWebEnrolment(database, id)?.steps ?? {};
        const steps = at === null ? others : { ...others, [step]: at };
        if (!rows.writeSteps(database, id, steps)) throw new AppError('not-found');
      });
    },
    async rename(from, to) {
      await transactions.change(() => rows.renameAuthority(database, from, to));
    },
    async cancel(id, isFinished) {
      await transactions.change(() => {
        const now = clock();
        if (!rows.endWebEnrolment(database, id, null, now.toISOString())) throw new AppError('not-found');
        const what = placeOf(rows.findWebEnrolment(database, id));
        appendLogEntry(database, now, isFinished ? 'web-enrolment-finished' : 'web-enrolment-cancelled', { what });
      });
    },
    async link(row) {
      await transactions.change(() => {
        const own = rows.webEnrolmentOfCertificate(database, row.certificate);
        if (own?.profileName === row.profileName && own.profileHost === row.profileHost) return;
        rows.insertWebEnrolment(database, row);
        const detail = { ...detailOfCertificates([row.certificate]), what: row.profileHost };
        appendLogEntry(database, clock(), 'web-enrolment-linked', detail);
      });
    },
  };
}

function placeOf(row: WebEnrolmentRow | null): string {
  return row === null ? '' : row.profileHost || row.profileName;
}
