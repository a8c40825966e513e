// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { type Pause, runInSteps } from '../in-steps.ts';
import { connectAgain } from './open-database.ts';
import { readPragma } from './pragma.ts';
import { prepared } from './prepared.ts';
import { asAppError, orHeldElsewhere, withSqliteErrors } from './sqlite-errors.ts';

/** How long a change waits for other processes' transactions (ms); an import commits in far less. */
const patienceMs = 5000;
/** SQLite itself waits `busyTimeoutMs` (open-database.ts), blocking the thread; between tries the thread is free. */
const pauseMs = 15;

/**
 * Page cache of a change in steps. SQLite's own 2 MiB do not hold the indexes of 10,000 certificates: pages would be
 * written to the WAL and read back again and again. They grow with the vault: an eighth of it.
 */
const minCacheKiB = 4000;
const maxCacheKiB = 64_000;

function cacheKiB(database: DatabaseSync): number {
  const vaultKiB = (readPragma(database, 'page_count') * readPragma(database, 'page_size')) / 1024;
  return Math.round(Math.min(Math.max(minCacheKiB, vaultKiB / 8), maxCacheKiB));
}

export interface Transactions {
  /**
   * One durable change: everything `work` does, or nothing. The vault's revision rises when a row changed.
   * `work` is synchronous, so nothing of this process can come between.
   * Throws `vault-busy` when another process keeps writing, `vault-newer` when a later program has migrated the vault,
   * `vault-tampered`, `disk-full`, or what `work` throws.
   */
  change<T>(work: () => T): Promise<T>;
  /**
   * The same for what anybody could work out again from the rest: the revision stays, nothing is sealed, nobody is told.
   */
  note(work: () => void): Promise<void>;
  /**
   * The same for work that would hold the thread up: it runs on a connection of its own, which it is given, and pauses
   * at each `yield`, so that the thread is free in between and the other connections see nothing of it before the
   * commit. Changes of this process wait until it has ended, those of others for so long as their patience lasts.
   * Throws `cancelled` when the vault is closed meanwhile.
   */
  changeInSteps<T>(work: (database: DatabaseSync) => Generator<Pause, T>): Promise<T>;
}

/** What takes part in every transaction of this process. */
export interface TransactionHooks {
  /** Before the work; the writer lock is held. */
  begun(): void;
  /** When the work changed something; the revision is already the new one. */
  beforeCommit(): void;
  committed(): void;
  /** Hooks for a transaction on another connection of this process. Call it when that one holds the writer lock. */
  on(other: DatabaseSync): TransactionHooks;
}

/** `onChanged` is called after each commit that changed something. */
export function openTransactions(database: DatabaseSync, onChanged: () => void, hooks: TransactionHooks): Transactions {
  /** Resolves when the last change in steps has ended, one way or the other. */
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
    async changeInSteps(work) {
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
          // Closed: nobody is left who could be told of a commit.
          const result = await runInSteps(work(other), () => database.isOpen);
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

/** `work` begins in the turn in which the lock was taken: nothing of this process comes between on the connection. */
async function transact<T>(database: DatabaseSync, work: () => T | Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  while (!tryToBegin(database, giveUpAt)) await setTimeout(pauseMs);
  try {
    const result = work();
    return result instanceof Promise ? await result : result;
  } catch (error) {
    // SQLite rolls back by itself after a full disk or an I/O error.
    const path = database.isOpen ? database.location() : null;
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
    throw orHeldElsewhere(asAppError(error), path ?? '');
  }
}

/** The writer lock is held. What it returns commits, and says whether anything changed. */
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

/** IMMEDIATE: the one writer lock is taken before anything is read that the change depends on. */
function tryToBegin(database: DatabaseSync, giveUpAt: number): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    const known = asAppError(error);
    if (!(known instanceof AppError) || known.code !== 'vault-busy' || performance.now() > giveUpAt) {
      throw orHeldElsewhere(known, database.location() ?? '');
    }
    return false;
  }
}

/** Reads that must fit together. `work` is synchronous and changes nothing. */
export function inSnapshot<T>(database: DatabaseSync, work: () => T): T {
  if (database.isTransaction) return work();
  database.exec('BEGIN');
  try {
    return work();
  } finally {
    database.exec('COMMIT');
  }
}
