// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const caches = new WeakMap<DatabaseSync, Map<string, StatementSync>>();

/** Caches statements, because compiling costs more than running. Throws `cancelled` on a closed database. */
export function prepared(database: DatabaseSync, sql: string): StatementSync {
  if (!database.isOpen) throw new AppError('cancelled');
  let cache = caches.get(database);
  if (!cache) {
    cache = new Map();
    caches.set(database, cache);
  }
  let statement = cache.get(sql);
  if (!statement) {
    statement = database.prepare(sql);
    cache.set(sql, statement);
  }
  return statement;
}
