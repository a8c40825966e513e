// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { checkDatabaseHeader } from './database-header.ts';
import { quickCheck } from './integrity.ts';
import { keepCopyBefore } from './migration-copy.ts';
import { migrate, migrations } from './migrations.ts';
import { openReadOnly } from './open-read-only.ts';
import { orHeldElsewhere, withSqliteErrors } from './sqlite-errors.ts';
import { lockTimeoutMs, VaultConnection } from './vault-connection.ts';

/** Short, because SQLite blocks the thread while waiting. */
const busyTimeoutMs = 10;

/**
 * Leaves a refused file and folder unchanged. Errors: those of `VaultConnection`, `vault-damaged` (details: `problem`,
 * `affected`), `vault-unreleased`, `vault-busy`, `disk-full`, `destination-unwritable`, `file-unreadable`.
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
    // Check read-only first: opening for writing creates a WAL.
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

export function connectAgain(database: DatabaseSync): VaultConnection {
  const path = database.location();
  if (path === null || !(database instanceof VaultConnection)) throw new TypeError('a vault is a file');
  const other = connect(path, database.steps);
  other.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  return other;
}

export function connect(path: string, steps = migrations): VaultConnection {
  const database = new VaultConnection(path, { timeout: lockTimeoutMs, steps });
  // Affects new files only. Makes writes faster.
  database.exec('PRAGMA page_size = 8192');
  // FULL makes commits durable on return.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('PRAGMA secure_delete = ON');
  return database;
}
