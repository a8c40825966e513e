// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { withSqliteErrors } from '../vault/store/sqlite-errors.ts';
import { openState } from './open-state.ts';

export interface StateFile {
  readonly now: () => Date;
  /** Returns `nothing` if there is no file. */
  read<T>(nothing: T, work: (database: DatabaseSync) => T): T;
  change<T>(work: (database: DatabaseSync) => T): T;
  close(): void;
}

export function createStateFile(path: string, now: () => Date): StateFile {
  let database: DatabaseSync | null = null;
  let closed = false;

  const opened = (): DatabaseSync => {
    if (closed) throw new AppError('cancelled');
    return (database ??= openState(path, now()));
  };

  return {
    now,
    read(nothing, work) {
      if (database === null && !existsSync(path)) return nothing;
      return withSqliteErrors(() => work(opened()));
    },
    change: (work) =>
      withSqliteErrors(() => {
        const connection = opened();
        connection.exec('BEGIN IMMEDIATE');
        try {
          const result = work(connection);
          connection.exec('COMMIT');
          return result;
        } catch (error) {
          // On a full disk, SQLite has already rolled back.
          if (connection.isTransaction) connection.exec('ROLLBACK');
          throw error;
        }
      }),
    close() {
      closed = true;
      database?.close();
      database = null;
    },
  };
}
