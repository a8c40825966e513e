// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { checkDatabaseHeader } from './database-header.ts';
import { quickCheck } from './integrity.ts';
import { keepCopyBefore } from './migration-copy.ts';
import { migrate, migrations } from './migrations.ts';
import { openReadOnly } from './open-read-only.ts';
import { orHeldElsewhere, withSqliteErrors } from './sqlite-errors.ts';
import { VaultConnection } from './vault-connection.ts';

/** While opening: recovery after a crash, or the migration of another process (ms). */
const openTimeoutMs = 5000;
/** Afterwards: SQLite waits by blocking the thread, so it may not wait long (transactions.ts waits instead). */
const busyTimeoutMs = 10;

/**
 * Opens a vault file that exists already, checks it and brings its schema up to date (a copy is kept: migration-copy.ts).
 * Throws `vault-damaged` (details: `problem`, `affected`), `vault-tampered` (details: `objects`), `vault-unreleased`,
 * `vault-newer`, `vault-busy`, `disk-full`. A file that is refused is left as it is, and so is its folder.
 */
export function openDatabase(path: string, now: Date, steps = migrations): VaultConnection {
  try {
    return openChecked(path, now, steps);
  } catch (error) {
    throw orHeldElsewhere(error, path);
  }
}

function openChecked(path: string, now: Date, steps: typeof migrations): VaultConnection {
  return withSqliteErrors(() => {
    checkDatabaseHeader(path, steps.length);
    // SQLite lays a WAL beside a file that it opens for writing.
    openReadOnly(path, { steps }).close();
    const database = connect(path, steps);
    try {
      const damage = quickCheck(database);
      if (damage.length > 0) throw new AppError('vault-damaged', { problem: 'database', affected: damage });
      migrate(database, { now, steps, keepCopy: (version) => keepCopyBefore(path, version, steps) });
      database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}

/** Another connection to a vault that is open: what it writes shows to the first one when it is committed. */
export function connectAgain(database: DatabaseSync): VaultConnection {
  const path = database.location();
  if (path === null || !(database instanceof VaultConnection)) throw new TypeError('a vault is a file');
  const other = connect(path, database.steps);
  other.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  return other;
}

/** A connection with the vault's settings; creates the file when it is not there. */
export function connect(path: string, steps = migrations): VaultConnection {
  const database = new VaultConnection(path, { timeout: openTimeoutMs, steps });
  // For a file that is new: a certificate fills half a page, and twice SQLite's own size is a twelfth less time to write.
  database.exec('PRAGMA page_size = 8192');
  // FULL: a commit in WAL mode is on the disk when it returns; the command line announces it (K08).
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  // Freed pages are overwritten.
  database.exec('PRAGMA secure_delete = ON');
  return database;
}
