// SPDX-License-Identifier: Apache-2.0
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { certificateFile, keyFile } from './file-names.ts';

/** Browsers hold locks for milliseconds only. */
const busyTimeoutMs = 2000;

const sqlite = { perm: 3, busy: 5, locked: 6, readonly: 8, corrupt: 11, cantOpen: 14, auth: 23, notADatabase: 26 };

/** Returns null if the file is missing or empty. Writes only to roll back a hot journal. */
export function openForReading(folder: string, name: string): DatabaseSync | null {
  const file = path.join(folder, name);
  if (!existsSync(file) || statSync(file).size === 0) return null;
  return openChecked(file, !existsSync(`${file}-journal`));
}

/** Rejects planted views, triggers and virtual tables, which SQLite would run. */
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

/** Writes only to roll back a hot journal. Errors: `store-locked`, `store-read-only`, `store-damaged`. */
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
      return new AppError('store-damaged', { reason });
  }
}
