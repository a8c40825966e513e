import { setTimeout } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { asAppError } from './sqlite-errors.ts';

/** How long a change waits for other processes' transactions (ms); an import commits in far less. */
const patienceMs = 5000;
/** SQLite itself waits `busyTimeoutMs` (open-database.ts), blocking the thread; between tries the thread is free. */
const pauseMs = 15;

export interface Transactions {
  /**
   * One durable change: everything `work` does, or nothing. The vault's revision rises when a row changed.
   * `work` is synchronous, so nothing of this process can come between.
   * Throws `vault-busy` when another process keeps writing, `disk-full`, or what `work` throws.
   */
  change<T>(work: () => T): Promise<T>;
}

/** What takes part in every transaction of this process. */
export interface TransactionHooks {
  /** Before the work; the writer lock is held. */
  begun(): void;
  /** When the work changed something; the revision is already the new one. */
  beforeCommit(): void;
  committed(): void;
}

/** `onChanged` is called after each commit that changed something. */
export function openTransactions(database: DatabaseSync, onChanged: () => void, hooks: TransactionHooks): Transactions {
  const totalChanges = database.prepare('SELECT total_changes() AS n');
  const countChanges = () => Number(totalChanges.get()?.['n']);
  const raiseRevision = database.prepare('UPDATE vault SET revision = revision + 1');

  function runOnce<T>(work: () => T): { result: T; changed: boolean } {
    hooks.begun();
    const before = countChanges();
    const result = work();
    const changed = countChanges() !== before;
    if (changed) {
      raiseRevision.run();
      hooks.beforeCommit();
    }
    database.exec('COMMIT');
    hooks.committed();
    return { result, changed };
  }

  return {
    async change(work) {
      const giveUpAt = performance.now() + patienceMs;
      try {
        // Nothing is awaited between the begin and the commit: two changes of this process share the connection.
        while (!tryBegin(database, giveUpAt)) await setTimeout(pauseMs);
        const { result, changed } = runOnce(work);
        if (changed) onChanged();
        return result;
      } catch (error) {
        // SQLite rolls back by itself after a full disk or an I/O error.
        if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
        throw asAppError(error);
      }
    },
  };
}

/**
 * IMMEDIATE: the one writer lock is taken before anything is read that the change depends on. False: another process
 * holds it.
 */
function tryBegin(database: DatabaseSync, giveUpAt: number): boolean {
  try {
    database.exec('BEGIN IMMEDIATE');
    return true;
  } catch (error) {
    const known = asAppError(error);
    if (!(known instanceof AppError) || known.code !== 'vault-busy' || performance.now() > giveUpAt) throw known;
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
