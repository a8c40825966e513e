// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { compileModule } from '../modules/broken-modules/compile.ts';

export interface HandedOver {
  readonly folder: string;
  readonly module: string;
  /** The module creates this file when loaded. */
  readonly marker: string;
}

/**
 * Prepares a stick with a module that records being loaded, and a `tokens.sqlite` with consent to the module.
 * CertSteward no longer reads that file.
 */
export function handOverVault(stick: string): HandedOver {
  const [folder, module, marker] = [join(stick, 'vault'), join(stick, 'token.so'), join(stick, 'loaded')];
  mkdirSync(folder, { mode: 0o700, recursive: true });
  compileModule('marker.c', module, { MARKER: marker });
  const sha256 = createHash('sha256').update(readFileSync(module)).digest('hex');
  const moduleId = createHash('sha256').update(module, 'utf8').digest('hex');
  const database = new DatabaseSync(join(folder, 'tokens.sqlite'));
  database.exec(`PRAGMA application_id = 0x4353546b;
    CREATE TABLE memory (one INTEGER PRIMARY KEY, version INTEGER NOT NULL, counts_lost INTEGER NOT NULL) STRICT;
    CREATE TABLE pin_count (token_id TEXT NOT NULL, owner TEXT NOT NULL, total INTEGER NOT NULL, reset_at INTEGER NOT NULL,
      known INTEGER NOT NULL, PRIMARY KEY (token_id, owner)) STRICT, WITHOUT ROWID;
    CREATE TABLE attempt (id INTEGER PRIMARY KEY AUTOINCREMENT, token_id TEXT NOT NULL, owner TEXT NOT NULL,
      total_before INTEGER NOT NULL, pid INTEGER NOT NULL, process TEXT NOT NULL, begun_at INTEGER NOT NULL) STRICT;
    CREATE TABLE token (token_id TEXT PRIMARY KEY, managed INTEGER NOT NULL DEFAULT 0, module_id TEXT) STRICT, WITHOUT ROWID;
    CREATE TABLE module (module_id TEXT PRIMARY KEY, path TEXT NOT NULL, sha256 TEXT NOT NULL, added INTEGER NOT NULL)
      STRICT, WITHOUT ROWID;
    INSERT INTO memory VALUES (1, 1, 0);`);
  database.prepare('INSERT INTO module VALUES (?, ?, ?, 1)').run(moduleId, module, sha256);
  database.close();
  return { folder, module, marker };
}
