import type { DatabaseSync } from 'node:sqlite';

/** Tells this file from any other SQLite database (sqlite.org/fileformat2.html §1.3.17). "CSTk". */
export const memoryApplicationId = 0x4353546b;
export const memoryVersion = 1;

/**
 * `pin_count.total` only rises: entries that ended wrong or open. `reset_at` is the total up to which a right entry, or
 * a new PIN, has made them void; the difference is what counts. `known`: such a reset was seen (memory-port.ts).
 * `attempt`: entries under way, and those whose process died meanwhile. AUTOINCREMENT: a number is never used twice.
 */
const schema = `
  CREATE TABLE memory (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    version INTEGER NOT NULL,
    counts_lost INTEGER NOT NULL CHECK (counts_lost IN (0, 1))
  ) STRICT;
  CREATE TABLE pin_count (
    token_id TEXT NOT NULL,
    owner TEXT NOT NULL CHECK (owner IN ('user', 'so', 'puk')),
    total INTEGER NOT NULL,
    reset_at INTEGER NOT NULL,
    known INTEGER NOT NULL CHECK (known IN (0, 1)),
    PRIMARY KEY (token_id, owner)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE attempt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    token_id TEXT NOT NULL,
    owner TEXT NOT NULL CHECK (owner IN ('user', 'so', 'puk')),
    total_before INTEGER NOT NULL,
    pid INTEGER NOT NULL,
    process TEXT NOT NULL,
    begun_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE token (
    token_id TEXT PRIMARY KEY,
    managed INTEGER NOT NULL DEFAULT 0 CHECK (managed IN (0, 1)),
    module_id TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE module (
    module_id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    added INTEGER NOT NULL CHECK (added IN (0, 1))
  ) STRICT, WITHOUT ROWID;
`;

/** Does nothing where it is there already. `countsLost`: a damaged file lay here before. */
export function createSchema(database: DatabaseSync, countsLost: boolean): void {
  const isThere = (): boolean =>
    database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'memory'").get() !== undefined;
  if (isThere()) return;
  database.exec('BEGIN IMMEDIATE');
  // Another process may have been first.
  if (!isThere()) {
    database.exec(`PRAGMA application_id = ${memoryApplicationId}; ${schema}`);
    database
      .prepare('INSERT INTO memory (one, version, counts_lost) VALUES (1, ?, ?)')
      .run(memoryVersion, countsLost ? 1 : 0);
  }
  database.exec('COMMIT');
}
