import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { prepareFolder } from '../../vault/folder.ts';
import { quickCheck } from '../../vault/store/integrity.ts';
import { asAppError, withSqliteErrors } from '../../vault/store/sqlite-errors.ts';
import { isBeingReplaced, setDamagedAside } from './damaged-memory.ts';
import { createSchema, memoryApplicationId, memoryVersion } from './memory-schema.ts';

/** Another process's change takes milliseconds; SQLite waits by blocking the thread. */
const busyTimeoutMs = 2000;
const pauseMs = 10;

/**
 * Opens the file, made with its folder where it is missing (0600, 0700). A damaged one is set aside and a new one
 * started whose counts are unknown (memory-port.ts). Errors: `vault-newer` (a later version's), `vault-busy`,
 * `disk-full`, `destination-unwritable`, `file-unreadable`.
 */
export function openMemory(path: string, now: Date): DatabaseSync {
  return withSqliteErrors(() => {
    prepareFolder(dirname(path));
    if (isBeingReplaced(path)) return replace(path, now);
    const before = inodeOf(path);
    try {
      return openPatiently(path);
    } catch (error) {
      const known = asAppError(error);
      if (!(known instanceof AppError) || known.code !== 'vault-damaged') throw known;
      // Another process may have replaced it in the meantime: its new file is not the one that was found damaged.
      return before !== null && before === inodeOf(path) ? replace(path, now) : openPatiently(path);
    }
  });
}

/**
 * Two processes that make the file at the same moment: SQLite does not wait for the other one's change to WAL, whatever its
 * timeout (seen in 3 of 600 openings).
 */
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
  // SQLite would give a new file the process's own mode; -wal and -shm get that of the file.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path, {
    timeout: busyTimeoutMs,
    defensive: true,
    enableDoubleQuotedStringLiterals: false,
  });
  try {
    // FULL: an entry is on the disk before its PIN leaves this process.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF');
    if (quickCheck(database).length > 0) throw new AppError('vault-damaged');
    createSchema(database, countsLost);
    checkVersion(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function checkVersion(database: DatabaseSync): void {
  const id = database.prepare('PRAGMA application_id').get()?.['application_id'];
  const version = database.prepare('SELECT version FROM memory').get()?.['version'];
  if (id !== memoryApplicationId || typeof version !== 'number') throw new AppError('vault-damaged');
  if (version > memoryVersion) throw new AppError('vault-newer', { found: version, supported: memoryVersion });
}

function inodeOf(path: string): bigint | null {
  return statSync(path, { bigint: true, throwIfNoEntry: false })?.ino ?? null;
}
