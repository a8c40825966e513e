import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { readPragma } from './pragma.ts';
import { schemaV1 } from './schema-v1.ts';
import { migrateToV2 } from './schema-v2.ts';
import { schemaV3 } from './schema-v3.ts';
import { schemaV4 } from './schema-v4.ts';
import { schemaV5 } from './schema-v5.ts';
import { schemaV6 } from './schema-v6.ts';
import { schemaV7 } from './schema-v7.ts';
import { schemaV8 } from './schema-v8.ts';

/** Index n brings a vault from user_version n to n + 1. Never change one that was released: add. */
const migrations: readonly ((database: DatabaseSync) => void)[] = [
  (database) => database.exec(schemaV1),
  migrateToV2,
  (database) => database.exec(schemaV3),
  (database) => database.exec(schemaV4),
  (database) => database.exec(schemaV5),
  (database) => database.exec(schemaV6),
  (database) => database.exec(schemaV7),
  (database) => database.exec(schemaV8),
];

export const currentSchemaVersion = migrations.length;
const firstWithLog = 2;
/** "CSvt": tells `file` and us that this SQLite file is a vault. */
export const applicationId = 0x43537674;

/**
 * Brings the open database to the current schema, each step in a transaction of its own, after `keepCopy` has kept
 * the vault as it was before the step (not called for a new vault).
 * Throws `vault-newer` for a schema of a later program, without having written anything, and what `keepCopy` throws:
 * then the step was not made.
 */
export function migrate(
  database: DatabaseSync,
  options: { readonly now: Date; keepCopy(versionAfter: number): void },
): void {
  let version = readPragma(database, 'user_version');
  const atStart = version;
  if (version > currentSchemaVersion) {
    throw new AppError('vault-newer', { found: version, supported: currentSchemaVersion });
  }
  while (version < currentSchemaVersion) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have migrated while this one waited for the lock.
      version = readPragma(database, 'user_version');
      const step = migrations[version];
      if (step !== undefined) {
        if (version > 0) options.keepCopy(version + 1);
        step(database);
        version += 1;
        database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}`);
        if (atStart > 0 && version >= firstWithLog) {
          appendLogEntry(database, options.now, 'vault-migrated', { what: String(version) });
        }
      }
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }
  // An older program looks at the first bytes of the file only: they must not wait in the WAL.
  if (atStart > 0 && atStart < version) database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
}
