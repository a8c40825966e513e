// SPDX-License-Identifier: Apache-2.0
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { quickCheck } from '../vault/store/integrity.ts';
import { asAppError, withSqliteErrors } from '../vault/store/sqlite-errors.ts';
import { isBeingReplaced, setDamagedAside } from './damaged-state.ts';
import { createSchema, stateApplicationId, stateOfSchema, stateVersion } from './state-schema.ts';

/** SQLite may block the thread this long. */
const busyTimeoutMs = 2000;
const pauseMs = 10;

/**
 * Creates a file with mode 0600 in a folder with 0700. Replaces a damaged file, which loses consents and counts.
 * Errors: `vault-newer`, `vault-busy`, `disk-full`, `destination-unwritable`, `file-unreadable`.
 */
export function openState(path: string, now: Date): DatabaseSync {
  return withSqliteErrors(() => {
    makePrivate(dirname(path));
    if (isBeingReplaced(path)) return replace(path, now);
    const before = inodeOf(path);
    try {
      return openPatiently(path);
    } catch (error) {
      const known = asAppError(error);
      if (!(known instanceof AppError) || known.code !== 'vault-damaged') throw known;
      return before !== null && before === inodeOf(path) ? replace(path, now) : openPatiently(path);
    }
  });
}

function makePrivate(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32' || (statSync(folder).mode & 0o077) === 0) return;
  chmodSync(folder, 0o700);
}

/** Retries, because SQLite ignores its timeout if two processes switch a new file to WAL mode. */
function openPatiently(path: string): DatabaseSync {
  const giveUpAt = performance.now() + busyTimeoutMs;
  for (;;) {
    try {
      return open(path, false);
    } catch (error) {
      const known = asAppError(error);
      const isBusy = known instanceof AppError && known.code === 'vault-busy';
      if (!isBusy || performance.now() >= giveUpAt) throw known;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    }
  }
}

function replace(path: string, now: Date): DatabaseSync {
  const finish = setDamagedAside(path, now);
  const database = open(path, true);
  finish();
  return database;
}

function open(path: string, countsLost: boolean): DatabaseSync {
  // Create the file first: SQLite would use the umask. -wal and -shm inherit the mode.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, {
    timeout: busyTimeoutMs,
    defensive: true,
    enableDoubleQuotedStringLiterals: false,
  });
  try {
    database.exec('PRAGMA trusted_schema = OFF');
    refuseForeign(database);
    // FULL ensures that an attempt is on disk before its PIN is sent.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    if (quickCheck(database).length > 0) throw new AppError('vault-damaged');
    if (stateOfSchema(database) === 'empty') createSchema(database, countsLost);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Runs before any statement that could execute planted code. */
function refuseForeign(database: DatabaseSync): void {
  const schema = stateOfSchema(database);
  if (schema === 'empty') return;
  const version = pragma(database, 'user_version');
  if (pragma(database, 'application_id') !== stateApplicationId) throw new AppError('vault-damaged');
  if (version > stateVersion) throw new AppError('vault-newer', { found: version, supported: stateVersion });
  if (schema === 'foreign' || version !== stateVersion) throw new AppError('vault-damaged');
}

function pragma(database: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}
