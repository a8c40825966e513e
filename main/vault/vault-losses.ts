// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/app-error.ts';
import { lossSteps, type Loss, type LossKind, type LossStep } from '../../shared/schemas/loss.ts';
import { appendLogEntry } from './log/append-entry.ts';
import { getRow } from './store/certificate-queries.ts';
import * as rows from './store/loss-rows.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import type { Transactions } from './store/transactions.ts';

/**
 * Certificates that were reported lost or stolen (E08). Everything works locked: whoever lost something is not kept
 * waiting. Every change throws `not-found`, `vault-busy`, `disk-full`.
 */
export interface VaultLosses {
  /** By SHA-256. */
  list(): Map<string, Loss>;
  find(sha256: string): Loss | null;
  /** Reported already: only what happened is changed. */
  report(sha256: string, kind: LossKind): Promise<Loss>;
  /** A step that a person ticked, or unticked. Throws `not-found` for one that was not reported. */
  mark(sha256: string, step: LossStep, done: boolean): Promise<Loss>;
  /** It was found again: as if it had never been reported, but for the log. */
  withdraw(sha256: string): Promise<void>;
}

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

  return {
    list: () => withSqliteErrors(() => rows.lossRows(database)),
    find: (sha256) => withSqliteErrors(() => rows.findLoss(database, sha256)),
    async report(sha256, kind) {
      return await transactions.change(() => {
        if (!getRow(database, sha256)) throw new AppError('not-found');
        if (rows.findLoss(database, sha256)?.kind !== kind) {
          const now = clock();
          rows.putLoss(database, sha256, kind, now.toISOString());
          appendLogEntry(database, now, 'loss-reported', { certificates: [sha256], count: 1, what: kind });
        }
        return reported(sha256);
      });
    },
    async mark(sha256, step, done) {
      return await transactions.change(() => {
        const before = reported(sha256).done;
        const after = lossSteps.filter((each) => (each === step ? done : before.includes(each)));
        if (after.length !== before.length) rows.writeLossSteps(database, sha256, after);
        return reported(sha256);
      });
    },
    async withdraw(sha256) {
      await transactions.change(() => {
        if (!rows.deleteLoss(database, sha256)) throw new AppError('not-found');
        appendLogEntry(database, clock(), 'loss-withdrawn', { certificates: [sha256], count: 1 });
      });
    },
  };
}
