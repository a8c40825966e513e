// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { institutionToNotify } from '../../../shared/domain/certificates/bank-of.ts';
import type { ActivityEvent } from '../../../shared/domain/activity-events.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { lossSteps, type Loss, type LossKind, type LossStep } from '../../../shared/schemas/certificates/loss.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import { getRow } from '../store/rows/certificate-queries.ts';
import * as rows from '../store/rows/loss-rows.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';

/** Works while locked. Changes throw `not-found`. */
export interface VaultLosses {
  list(): Map<string, Loss>;
  find(sha256: string): Loss | null;
  /** Reports all or none, and returns the losses in the given order. For an existing report, changes only the kind. */
  report(sha256s: readonly string[], kind: LossKind): Promise<Loss[]>;
  mark(sha256s: readonly string[], step: LossStep, done: boolean, reference?: string | null): Promise<Loss[]>;
  setPhone(sha256s: readonly string[], phone: string | null): Promise<Loss[]>;
  /** Leaves only the log entries. Skips unreported certificates; throws `not-found` if none is reported. */
  withdraw(sha256s: readonly string[]): Promise<void>;
}

/** `activityEntry` drops a longer text. */
const maxWhat = 200;

export function createVaultLosses(parts: {
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly clock: () => Date;
}): VaultLosses {
  const { database, transactions, clock } = parts;

  function reported(sha256: string): Loss {
    const loss = rows.findLoss(database, sha256);
    if (loss === null) throw new AppError('not-found');
    return loss;
  }

  function institutionsOf(sha256s: readonly string[]): string {
    const names = sha256s.flatMap((sha256) => {
      const row = getRow(database, sha256);
      return row === null ? [] : institutionToNotify(row);
    });
    return [...new Set(names)].join(' · ').slice(0, maxWhat);
  }

  return {
    list: () => withSqliteErrors(() => rows.lossRows(database)),
    find: (sha256) => withSqliteErrors(() => rows.findLoss(database, sha256)),
    async report(sha256s, kind) {
      return await transactions.change(() => {
        const now = clock();
        const changed = sha256s.filter((sha256) => rows.findLoss(database, sha256)?.kind !== kind);
        for (const sha256 of changed) {
          if (!getRow(database, sha256)) throw new AppError('not-found');
          rows.putLoss(database, sha256, kind, now.toISOString());
        }
        if (changed.length > 0) {
          appendLogEntry(database, now, 'loss-reported', { ...detailOfCertificates(changed), what: kind });
        }
        return sha256s.map(reported);
      });
    },
    async mark(sha256s, step, done, reference) {
      const time = clock();
      const now = time.toISOString();
      return await transactions.change(() => {
        const logged = new Map<ActivityEvent, string[]>();
        const losses = sha256s.map((sha256) => {
          const before = reported(sha256);
          const gone = step === 'notified' && !done ? 'confirmed' : null;
          const after = lossSteps.filter((each) =>
            each === step ? done : each !== gone && before.done.includes(each),
          );
          const number = reference === undefined ? before.reference : (reference ?? undefined);
          if (after.length === before.done.length && number === before.reference) return before;
          const timeOf = (of: LossStep, known: string | undefined) => {
            if (!after.includes(of)) return undefined;
            return before.done.includes(of) ? known : now;
          };
          const notifiedAt = timeOf('notified', before.notifiedAt);
          const confirmedAt = timeOf('confirmed', before.confirmedAt);
          rows.writeLossProgress(database, sha256, { done: after, notifiedAt, confirmedAt, reference: number });
          for (const event of eventsOf(before, { done: after, reference: number })) {
            const known = logged.get(event);
            if (known === undefined) logged.set(event, [sha256]);
            else known.push(sha256);
          }
          return reported(sha256);
        });
        for (const [event, certificates] of logged) {
          const what =
            event === 'loss-reference' ? (reference ?? '') : isProof(event) ? institutionsOf(certificates) : '';
          appendLogEntry(database, time, event, {
            ...detailOfCertificates(certificates),
            ...(what !== '' && { what }),
          });
        }
        return losses;
      });
    },
    async setPhone(sha256s, phone) {
      return await transactions.change(() =>
        sha256s.map((sha256) => {
          if ((reported(sha256).phone ?? null) !== phone) rows.writeLossPhone(database, sha256, phone);
          return reported(sha256);
        }),
      );
    },
    async withdraw(sha256s) {
      await transactions.change(() => {
        const gone = sha256s.filter((sha256) => rows.deleteLoss(database, sha256));
        if (gone.length === 0) throw new AppError('not-found');
        appendLogEntry(database, clock(), 'loss-withdrawn', detailOfCertificates(gone));
      });
    },
  };
}

/** The user may need to prove when they notified the CA, and when it confirmed. */
function isProof(event: ActivityEvent): boolean {
  return event === 'loss-notified' || event === 'loss-confirmed';
}

/** Steps unticked are logged too. Otherwise, one ticked by mistake would remain as proof. */
function eventsOf(before: Pick<Loss, 'done' | 'reference'>, after: Pick<Loss, 'done' | 'reference'>): ActivityEvent[] {
  const events: ActivityEvent[] = [];
  for (const step of ['notified', 'confirmed'] as const) {
    const [was, is] = [before, after].map(({ done }) => done.includes(step));
    if (is !== was) events.push(is === true ? `loss-${step}` : `loss-not-${step}`);
  }
  if (after.reference !== before.reference) {
    events.push(after.reference === undefined ? 'loss-reference-removed' : 'loss-reference');
  }
  return events;
}
