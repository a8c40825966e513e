// SPDX-License-Identifier: Apache-2.0
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { certificateFile, keyFile } from './file-names.ts';

/** A browser holds its lock for milliseconds; SQLite waits by blocking, and the child has nothing else to do. */
const busyTimeoutMs = 2000;

/** Primary result codes, https://www.sqlite.org/rescode.html */
const sqlite = { perm: 3, busy: 5, locked: 6, readonly: 8, corrupt: 11, cantOpen: 14, auth: 23, notADatabase: 26 };

/**
 * Opens one file of an NSS database (`sql:` format) for reading; null when it is not there or was never filled.
 * Nothing is written, but for one case: a program that died in the midst of a change left a hot journal, and only a
 * connection that may write can take that half change back, as the browser would at its next start.
 */
export function openForReading(folder: string, name: string): DatabaseSync | null {
  const file = path.join(folder, name);
  if (!existsSync(file) || statSync(file).size === 0) return null;
  return openChecked(file, !existsSync(`${file}-journal`));
}

/**
 * NSS makes tables and indexes. A view in place of a table runs for as long as it likes when it is read, and a trigger
 * runs on our word when softokn writes: such a file is not touched.
 */
function openChecked(file: string, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly, timeout: busyTimeoutMs, allowExtension: false, defensive: true });
  try {
    const foreign = database
      .prepare(
        "SELECT type FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE 'CREATE VIRTUAL%' LIMIT 1",
      )
      .get();
    if (foreign !== undefined) throw new AppError('store-damaged', { reason: 'views or triggers' });
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Finds out whether a change can succeed, before anything is written: takes the write lock of each file and gives it
 * back. An empty transaction writes no byte.
 * @throws AppError `store-locked`, `store-read-only`, `store-damaged`
 */
export function checkWritable(folder: string): void {
  withStoreErrors(() => {
    for (const name of [certificateFile, keyFile]) {
      const file = path.join(folder, name);
      if (!existsSync(file) || statSync(file).size === 0) continue;
      const database = openChecked(file, false);
      try {
        database.exec('BEGIN IMMEDIATE; ROLLBACK');
        const damage = database.prepare('PRAGMA quick_check(1)').get() as { quick_check?: string } | undefined;
        if (damage?.quick_check !== 'ok') throw new AppError('store-damaged', { reason: damage?.quick_check ?? null });
      } finally {
        database.close();
      }
    }
  });
}

/** Runs `work` and gives SQLite's errors the names of the closed list. */
export function withStoreErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storeError(error);
  }
}

function storeError(error: unknown): unknown {
  const code = (error as { errcode?: unknown }).errcode;
  if (error instanceof AppError || typeof code !== 'number') return error;
  const reason = (error as { errstr?: string }).errstr ?? null;
  switch (code & 0xff) {
    case sqlite.busy:
    case sqlite.locked:
      return new AppError('store-locked', { reason });
    case sqlite.readonly:
    case sqlite.perm:
    case sqlite.cantOpen:
    case sqlite.auth:
      return new AppError('store-read-only', { reason });
    default:
      // Besides SQLITE_CORRUPT and SQLITE_NOTADB: a missing table or column (SQLITE_ERROR), a read beyond the end.
      return new AppError('store-damaged', { reason });
  }
}
