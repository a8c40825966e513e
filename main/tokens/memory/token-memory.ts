import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { withSqliteErrors } from '../../vault/store/sqlite-errors.ts';
import { markOwnProcess } from './living-process.ts';
import type { TokenMemory } from './memory-port.ts';
import { openMemory } from './open-memory.ts';
import { insertAttempt, readCount, resetCount, settleAttempt } from './pin-counts.ts';

export const memoryFileName = 'tokens.sqlite';

export interface MemoryOptions {
  readonly dataFolder: string;
  readonly now: () => Date;
}

/**
 * The file is opened at the first call that finds or needs it: looking at tokens makes no file. Errors of each call, as
 * `openMemory`.
 */
export function createTokenMemory({ dataFolder, now }: MemoryOptions): TokenMemory {
  const path = join(dataFolder, memoryFileName);
  const own = new Set<number>();
  const mark = markOwnProcess();
  let database: DatabaseSync | null = null;
  let closed = false;

  const opened = (): DatabaseSync => {
    if (closed) throw new AppError('cancelled');
    return (database ??= openMemory(path, now()));
  };

  function read<T>(nothing: T, work: (database: DatabaseSync) => T): T {
    if (database === null && !existsSync(path)) return nothing;
    return withSqliteErrors(() => work(opened()));
  }

  /** IMMEDIATE: the writer lock is taken before anything is read that the change depends on. */
  function change<T>(work: (database: DatabaseSync) => T): T {
    return withSqliteErrors(() => {
      const connection = opened();
      connection.exec('BEGIN IMMEDIATE');
      try {
        const result = work(connection);
        connection.exec('COMMIT');
        return result;
      } catch (error) {
        // SQLite rolls back by itself after a full disk.
        if (connection.isTransaction) connection.exec('ROLLBACK');
        throw error;
      }
    });
  }

  const textOf = (sql: string, key: string, column: string): string | null =>
    read(null, (connection) => {
      const value = connection.prepare(sql).get(key)?.[column];
      return typeof value === 'string' ? value : null;
    });

  return {
    count: (tokenId, who) =>
      read({ wrong: 0, known: true }, (connection) => readCount(connection, { tokenId, who, own })),
    begin(tokenId, who) {
      const attempt = change((connection) => insertAttempt(connection, { tokenId, who, by: mark, at: now() }));
      own.add(attempt.id);
      return (outcome) => {
        if (!own.delete(attempt.id)) return;
        try {
          change((connection) => settleAttempt(connection, attempt, outcome, now()));
        } catch (error) {
          // What could not be written leaves the entry counted; the outcome itself must reach the person.
          if (!(error instanceof AppError)) throw error;
        }
      };
    },
    clear: (tokenId, who) => change((connection) => resetCount(connection, tokenId, who, now())),
    isManaged: (tokenId) =>
      read(
        false,
        (connection) =>
          connection.prepare('SELECT managed FROM token WHERE token_id = ?').get(tokenId)?.['managed'] === 1,
      ),
    setManaged: (tokenId, managed) =>
      change((connection) => {
        connection
          .prepare(
            'INSERT INTO token (token_id, managed) VALUES (?, ?) ON CONFLICT DO UPDATE SET managed = excluded.managed',
          )
          .run(tokenId, managed ? 1 : 0);
      }),
    preferredModule: (tokenId) => textOf('SELECT module_id FROM token WHERE token_id = ?', tokenId, 'module_id'),
    preferModule: (tokenId, moduleId) =>
      change((connection) => {
        connection
          .prepare(
            'INSERT INTO token (token_id, module_id) VALUES (?, ?) ON CONFLICT DO UPDATE SET module_id = excluded.module_id',
          )
          .run(tokenId, moduleId);
      }),
    allowedHash: (moduleId) => textOf('SELECT sha256 FROM module WHERE module_id = ?', moduleId, 'sha256'),
    allow: ({ moduleId, path: modulePath, sha256, added }) =>
      change((connection) => {
        connection
          .prepare('INSERT OR REPLACE INTO module (module_id, path, sha256, added) VALUES (?, ?, ?, ?)')
          .run(moduleId, modulePath, sha256, added ? 1 : 0);
      }),
    disallow: (moduleId) =>
      change((connection) => {
        connection.prepare('DELETE FROM module WHERE module_id = ?').run(moduleId);
      }),
    added: () =>
      read([], (connection) =>
        connection
          .prepare('SELECT path FROM module WHERE added = 1 ORDER BY path')
          .all()
          .map((row) => String(row['path'])),
      ),
    close() {
      closed = true;
      database?.close();
      database = null;
    },
  };
}
