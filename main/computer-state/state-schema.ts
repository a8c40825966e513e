// SPDX-License-Identifier: Apache-2.0
import { DatabaseSync } from 'node:sqlite';

/** "CSSt" (sqlite.org/fileformat2.html §1.3). */
export const stateApplicationId = 0x43535374;
export const stateVersion = 1;

/**
 * `total` counts wrong or open attempts and only rises. `reset_at` is the total before the last correct attempt or at
 * the last new PIN. `attempt` lists unsettled attempts, whose ids are never reused.
 */
const schema = `
  CREATE TABLE state (
    one INTEGER PRIMARY KEY CHECK (one = 1),
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
  CREATE TABLE module_consent (
    module_id TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    owner TEXT,
    added INTEGER NOT NULL CHECK (added IN (0, 1))
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE standing_grant (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    granted_at TEXT NOT NULL,
    PRIMARY KEY (kind, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE accepted_vault (
    vault_id TEXT PRIMARY KEY,
    accepted_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE watched_folder (
    web_enrolment_id TEXT PRIMARY KEY,
    folder TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

export function stateOfSchema(database: DatabaseSync): 'empty' | 'ours' | 'foreign' {
  const found = schemaOf(database);
  if (found === '[]') return 'empty';
  return found === expectedSchema() ? 'ours' : 'foreign';
}

export function createSchema(database: DatabaseSync, countsLost: boolean): void {
  database.exec('BEGIN IMMEDIATE');
  if (stateOfSchema(database) === 'empty') {
    database.exec(`PRAGMA application_id = ${stateApplicationId}; PRAGMA user_version = ${stateVersion}; ${schema}`);
    database.prepare('INSERT INTO state (one, counts_lost) VALUES (1, ?)').run(countsLost ? 1 : 0);
  }
  database.exec('COMMIT');
}

function schemaOf(database: DatabaseSync): string {
  return JSON.stringify(database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').all());
}

let expected: string | null = null;

function expectedSchema(): string {
  if (expected !== null) return expected;
  const database = new DatabaseSync(':memory:');
  try {
    database.exec(schema);
    return (expected = schemaOf(database));
  } finally {
    database.close();
  }
}
