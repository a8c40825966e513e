// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const endlessRows = 'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';
/** Practically endless, because SQLite compares 10 MB at each of 10 million positions. */
const endlessExpression = "(instr(zeroblob(20000000), CAST(zeroblob(10000000) || x'01' AS BLOB)))";

const trigger = (body: string) => `CREATE TRIGGER planted AFTER INSERT ON certificates BEGIN ${body}; END`;

/** Changes a schema statement's text without SQLite running it, then raises the schema version. */
const rewrite = (table: string, from: string, to: string) =>
  `PRAGMA writable_schema = ON;
  UPDATE sqlite_master SET sql = replace(sql, '${from}', '${to.replaceAll("'", "''")}') WHERE name = '${table}';
  PRAGMA writable_schema = OFF;
  CREATE TABLE version (raised);
  DROP TABLE version`;

export interface PlantedSql {
  readonly sql: string;
  readonly object: string;
}

const added = 'trigger planted';

/** Includes cases an authorizer alone would miss. */
export const plants: Readonly<Record<string, PlantedSql>> = {
  'a trigger that adds a trust anchor': {
    sql: trigger("INSERT OR IGNORE INTO anchors VALUES ('aa', x'30', '2026-01-01', '2026-01-01')"),
    object: added,
  },
  'a trigger that adds a confirmed profile': {
    sql: trigger(`INSERT OR IGNORE INTO ca_profiles
      VALUES ('p', 'Bank', 'evil.example', '{}', '2026-01-01', '2026-01-01')`),
    object: added,
  },
  'a trigger that removes a protector': { sql: trigger('DELETE FROM protectors'), object: added },
  'a trigger that deletes a key': { sql: trigger('DELETE FROM keys'), object: added },
  'a trigger with the name of one of ours': {
    sql: 'CREATE TRIGGER key_came AFTER INSERT ON certificates BEGIN DELETE FROM keys; END',
    object: 'trigger key_came',
  },
  'a trigger with an endless query': {
    sql: trigger(`INSERT OR IGNORE INTO losses SELECT i, 'lost', 'x', '[]' FROM (${endlessRows})`),
    object: added,
  },
  'an endless view in the place of a table': {
    sql: `ALTER TABLE annotations RENAME TO former;
      CREATE VIEW annotations AS SELECT i AS sha256, 'x' AS label, 'x' AS place, NULL AS note, '[]' AS tags,
        0 AS changed_revision FROM (${endlessRows})`,
    object: 'view annotations',
  },
  'an endless CHECK': {
    sql: rewrite('certificates', 'folded TEXT NOT NULL', `folded TEXT NOT NULL CHECK (${endlessExpression} = 0)`),
    object: 'table certificates',
  },
  'an endless generated column': {
    sql: rewrite(
      'certificates',
      'folded TEXT NOT NULL',
      `folded TEXT NOT NULL, planted INTEGER AS (${endlessExpression})`,
    ),
    object: 'table certificates',
  },
  'an endless DEFAULT': {
    sql: rewrite(
      'origins',
      'imported_at TEXT NOT NULL',
      `imported_at TEXT NOT NULL, planted INTEGER DEFAULT (${endlessExpression})`,
    ),
    object: 'table origins',
  },
  'an endless index expression': {
    // The WHERE clause excludes existing rows, which would be indexed at once.
    sql: `CREATE INDEX planted ON certificates (sha256 || ${endlessExpression}) WHERE added_at > '2026-11-24T12:00:00.000Z'`,
    object: 'index planted',
  },
  'a trigger by writable_schema, under the same schema version': {
    sql: `PRAGMA writable_schema = ON;
      INSERT INTO sqlite_master VALUES ('trigger', 'planted', 'certificates', 0, '${trigger('DELETE FROM keys')}');
      PRAGMA writable_schema = OFF`,
    object: added,
  },
};

/** Plants the SQL from a separate process, like a different program. */
export function plant(folder: string, { sql }: PlantedSql): void {
  const script = `
    const { DatabaseSync } = require('node:sqlite');
    const database = new DatabaseSync(process.argv[1], { defensive: false, timeout: 5000 });
    database.exec(process.argv[2]);
    database.close();`;
  execFileSync(process.execPath, ['-e', script, join(folder, 'vault.sqlite'), sql], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
