import type { DatabaseSync } from 'node:sqlite';
import { asAppError } from './sqlite-errors.ts';

export interface Transactions {
  /**
   * One durable change: everything `work` does, or nothing. The vault's revision rises when a row changed.
   * `work` is synchronous, so nothing of this process can come between.
   * Throws `vault-busy` when another process keeps writing, `disk-full`, or what `work` throws.
   */
  change<T>(work: () => T): T;
}

/** `onChanged` is called after each commit that changed something. */
export function openTransactions(database: DatabaseSync, onChanged: () => void): Transactions {
  const totalChanges = database.prepare('SELECT total_changes() AS n');
  const countChanges = () => Number(totalChanges.get()?.['n']);
  const raiseRevision = database.prepare('UPDATE vault SET revision = revision + 1');
  return {
    change(work) {
      let changed = false;
      let result;
      try {
        // IMMEDIATE: the one writer lock is taken before anything is read that the change depends on.
        database.exec('BEGIN IMMEDIATE');
        const before = countChanges();
        result = work();
        changed = countChanges() !== before;
        if (changed) raiseRevision.run();
        database.exec('COMMIT');
      } catch (error) {
        // SQLite rolls back by itself after a full disk or an I/O error.
        if (database.isTransaction) database.exec('ROLLBACK');
        throw asAppError(error);
      }
      if (changed) onChanged();
      return result;
    },
  };
}
