// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { runCooperatively } from './cooperative-task.ts';
import { connectAgain } from './open-database.ts';
import { readPragma } from './pragma.ts';
import { prepared } from './prepared.ts';
import { asAppError, orHeldElsewhere, withSqliteErrors } from './sqlite-errors.ts';
import { lockTimeoutMs } from './vault-connection.ts';

const pauseMs = 15;

/** SQLite's default cache (2 MiB) can't hold the indexes of 10,000 certificates. */
const minCacheKiB = 4000;
const maxCacheKiB = 64_000;

function cacheKiB(database: DatabaseSync): number {
  const vaultKiB = (readPragma(database, 'page_count') * readPragma(database, 'page_size')) / 1024;
  return Math.round(Math.min(Math.max(minCacheKiB, vaultKiB / 8), maxCacheKiB));
}

export interface Transactions {
  /**
   * Runs `work` in a durable transaction and raises the revision if rows changed. `work` is synchronous, so no
   * other code runs in the transaction. Errors: `vault-busy` (another process keeps writing), `vault-newer`,
   * `vault-tampered`, `disk-full`, those of `work`.
   */
  change<T>(work: () => T): Promise<T>;
  /** For data that can be recomputed: doesn't raise the revision, renew the seal or notify. */
  note(work: () => void): Promise<void>;
  /**
   * Uses a separate connection and may return to the event loop at each `yield`. Meanwhile, this process's changes
   * wait and other processes' changes may time out. Throws `cancelled` if the vault closes.
   */
  changeCooperatively<T>(work: (database: DatabaseSync) => Generator<void, T>): Promise<T>;
}

export interface TransactionHooks {
  begun(): void;
  /** Called only if rows changed, after raising the revision. */
  beforeCommit(): void;
  committed(): void;
  /** Hooks for another connection, which must hold the writer lock. */
  on(other: DatabaseSync): TransactionHooks;
}

export function openTransactions(database: DatabaseSync, onChanged: () => void, hooks: TransactionHooks): Transactions {
  let stepsEnded: Promise<void> = Promise.resolve();

  return {
    async change(work) {
      for (let ended = null; ended !== stepsEnded;) await (ended = stepsEnded);
      return await transact(database, () => {
        const finish = startChange(database, hooks);
        const result = work();
        if (finish()) onChanged();
        return result;
      });
    },
    async note(work) {
      for (let ended = null; ended !== stepsEnded;) await (ended = stepsEnded);
      await transact(database, () => {
        work();
        database.exec('COMMIT');
      });
    },
    async changeCooperatively(work) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const before = stepsEnded;
      stepsEnded = promise;
      let own: DatabaseSync | null = null;
      try {
        await before;
        const other = withSqliteErrors(() => connectAgain(database));
        own = other;
        other.exec(`PRAGMA cache_size = -${cacheKiB(other)}`);
        return await transact(other, async () => {
          const finish = startChange(other, hooks.on(other));
          const result = await runCooperatively(work(other), () => database.isOpen);
          if (finish()) onChanged();
          return result;
        });
      } finally {
        own?.close();
        resolve();
      }
    },
  };
}

/** Starts `work` in the event-loop turn that took the lock, so no other code runs in the transaction. */
async function transact<T>(database: DatabaseSync, work: () => T | Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + lockTimeoutMs;
  while (!tryToBegin(database, giveUpAt)) await setTimeout(pauseMs);
  try {
    const result = work();
    return result instanceof Promise ? await result : result;
  } catch (error) {
    const path = database.isOpen ? database.location() : null;
    // After a full disk or an I/O error, SQLite may already have rolled back.
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
    throw orHeldElsewhere(asAppError(error), path ?? '');
  }
}

function startChange(database: DatabaseSync, hooks: TransactionHooks): () => boolean {
  const countChanges = () => Number(prepared(database, 'SELECT total_changes() AS n').get()?.['n']);
  hooks.begun();
  const before = countChanges();
  return () => {
    const changed = countChanges() !== before;
    if (changed) {
      prepared(database, 'UPDATE vault SET revision = revision + 1').run();
      hooks.beforeCommit();
    }
    database.exec('COMMIT');
    hooks.committed();
    return changed;
  };
}

function tryToBegin(database: DatabaseSync, giveUpAt: number): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    const known = asAppError(error);
    if (!(known instanceof AppError) || known.code !== 'vault-busy' || performance.now() > giveUpAt) {
      throw orHeldElsewhere(known, (database.isOpen ? database.location() : null) ?? '');
    }
    return false;
  }
}

/** Gives consistent reads to `work`, which must be synchronous and read-only. */
export function inSnapshot<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN');
  try {
    return work();
  } finally {
    database.exec('COMMIT');
  }
}
