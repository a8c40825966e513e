// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { appendLogEntry } from '../log/append-entry.ts';
import { readPragma } from './pragma.ts';
import { certificateTables } from './schema/certificates.ts';
import { copyTables } from './schema/copies.ts';
import { enrolmentTables } from './schema/enrolment.ts';
import { protectionTables } from './schema/protection.ts';
import { trustTables } from './schema/trust.ts';

const commented = [certificateTables, protectionTables, copyTables, enrolmentTables, trustTables].join('');

/** Strips comments so they can be reworded: a vault is refused if the text of a statement differs. */
export const schemaV1 = commented.replaceAll(/^ *--.*\n/gm, '').replaceAll(/\n+/g, '\n');

/**
 * Never change a released step. Rebuild changed tables with CREATE, because ALTER's text varies between SQLite
 * versions.
 */
export type Migrations = readonly ((database: DatabaseSync) => void)[];

export const migrations: Migrations = [(database) => database.exec(schemaV1)];

export const currentSchemaVersion = migrations.length;
/** ASCII "CStw" marks vaults. */
export const applicationId = 0x43537477;
/** ASCII "CSvt" marks development vaults, which are never opened. */
export const unreleasedApplicationId = 0x43537674;

/**
 * Runs each step in a transaction that first calls `keepCopy`, except in a new vault. Errors: `vault-newer` (before
 * writing), those of `keepCopy`.
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
  // Older versions of CertSteward read the header from the file, not from the WAL.
  if (atStart > 0 && atStart < version) database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
}
