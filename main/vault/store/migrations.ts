// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { readPragma } from './pragma.ts';
import { schemaV1 } from './schema/schema-v1.ts';

/**
 * Step n brings a vault from user_version n to n + 1. Never change one that was released: add. A changed table is built
 * again from a CREATE of its own: what ALTER makes of a statement's text may differ between versions of SQLite.
 */
export type Migrations = readonly ((database: DatabaseSync) => void)[];

export const migrations: Migrations = [(database) => database.exec(schemaV1)];

export const currentSchemaVersion = migrations.length;
/** "CStw": tells `file` and us that this SQLite file is a vault. */
export const applicationId = 0x43537477;
/** "CSvt": vaults of development versions, schema 1 to 8. They are recognised, and never opened. */
export const unreleasedApplicationId = 0x43537674;

/**
 * Brings the open database to the last schema of `steps`, each step in a transaction of its own, after `keepCopy` has kept
 * the vault as it was before the step (not called for a new vault).
 * Throws `vault-newer` for a schema of a later program, without having written anything, and what `keepCopy` throws:
 * then the step was not made.
 */
export function migrate(
  database: DatabaseSync,
  options: { readonly now: Date; readonly steps?: Migrations; keepCopy(versionAfter: number): void },
): void {
  const { now, steps = migrations, keepCopy } = options;
  let version = readPragma(database, 'user_version');
  const atStart = version;
  if (version > steps.length) throw new AppError('vault-newer', { found: version, supported: steps.length });
  while (version < steps.length) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have migrated while this one waited for the lock.
      version = readPragma(database, 'user_version');
      const step = steps[version];
      if (step !== undefined) {
        if (version > 0) keepCopy(version + 1);
        step(database);
        version += 1;
        database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version}`);
        if (atStart > 0) appendLogEntry(database, now, 'vault-migrated', { what: String(version) });
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
