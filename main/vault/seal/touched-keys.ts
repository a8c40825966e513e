// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { prepared } from '../store/prepared.ts';

/** Uses temporary triggers: searching all keys would slow down imports as the vault grows. */
export function watchTouchedKeys(database: DatabaseSync): void {
  database.exec(`
    PRAGMA temp_store = MEMORY;
    CREATE TEMP TABLE IF NOT EXISTS touched_keys (spki_sha256 TEXT PRIMARY KEY) STRICT;
    CREATE TEMP TRIGGER IF NOT EXISTS key_came AFTER INSERT ON main.keys
      BEGIN INSERT OR IGNORE INTO touched_keys VALUES (new.spki_sha256); END;
    CREATE TEMP TRIGGER IF NOT EXISTS key_changed AFTER UPDATE OF spki_sha256, envelope ON main.keys
      BEGIN
        INSERT OR IGNORE INTO touched_keys VALUES (old.spki_sha256);
        INSERT OR IGNORE INTO touched_keys VALUES (new.spki_sha256);
      END;
    CREATE TEMP TRIGGER IF NOT EXISTS key_went AFTER DELETE ON main.keys
      BEGIN INSERT OR IGNORE INTO touched_keys VALUES (old.spki_sha256); END;`);
}

export function takeTouchedKeys(database: DatabaseSync): string[] {
  const ids = prepared(database, 'SELECT spki_sha256 AS id FROM temp.touched_keys').all();
  if (ids.length > 0) prepared(database, 'DELETE FROM temp.touched_keys').run();
  return ids.map((row) => String(row['id']));
}
