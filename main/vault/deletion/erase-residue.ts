// SPDX-License-Identifier: Apache-2.0
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import { vaultPath } from '../folder.ts';
import { removeMigrationCopies } from '../store/migration-copy.ts';
import { asAppError } from '../store/sqlite-errors.ts';
import { VaultConnection } from '../store/vault-connection.ts';

/** How long other processes' transactions are waited for (ms). */
const patienceMs = 5000;
const pauseMs = 15;

/**
 * Laid beside the vault before rows go for good, taken away when no byte of them is left: a kill in between, or a
 * reader that held the WAL for too long, is made good by whoever comes next.
 */
function markPath(folder: string): string {
  return `${vaultPath(folder)}.erase-pending`;
}

/** True when the mark is new. */
export function markResidue(folder: string): boolean {
  if (hasResidue(folder)) return false;
  closeSync(openSync(markPath(folder), 'a', 0o600));
  return true;
}

export function hasResidue(folder: string): boolean {
  return existsSync(markPath(folder));
}

export function clearResidueMark(folder: string): void {
  rmSync(markPath(folder), { force: true });
}

/**
 * Leaves no byte of removed rows in the vault's files. `secure_delete` overwrites what is deleted, but not copies that
 * SQLite left in the gaps of pages when it moved rows between pages (measured: 0.4-1.2 % of the deleted rows), so that
 * the file is built anew from its rows; the WAL, which holds former pages, is then cut to nothing, and copies kept before a
 * migration go.
 * False when another process held the file for too long or the disk is full: the mark stays.
 */
export async function eraseResidue(database: DatabaseSync): Promise<boolean> {
  const folder = folderOf(database);
  const giveUpAt = performance.now() + patienceMs;
  // VACUUM builds the new file in a temporary one: never outside the vault's folder, so in memory.
  database.exec('PRAGMA temp_store = MEMORY');
  let seen = -1;
  const steps = [
    () => {
      seen = lastRemoval(database);
      return vacuum(database);
    },
    () => truncateWal(database),
    () => clearMarkUnlessRemoved(database, folder, seen),
  ];
  for (let index = 0; index < steps.length;) {
    const result = attempt(steps[index] ?? (() => true));
    if (result) index += 1;
    else if (performance.now() > giveUpAt) return false;
    else {
      await setTimeout(pauseMs);
      if (!database.isOpen) return false;
      // More was removed meanwhile, perhaps after the file was built anew.
      if (seen !== lastRemoval(database)) index = 0;
    }
  }
  return true;
}

/** The folder of the vault. */
function folderOf(database: DatabaseSync): string {
  const path = database.location();
  if (path === null) throw new Error('a vault is a file');
  return dirname(path);
}

/** Number of the newest log entry about something whose bytes must go. */
function lastRemoval(database: DatabaseSync): number {
  const query = `SELECT max(seq) AS seq FROM log
    WHERE event IN ('purged', 'protector-removed', 'passphrase-changed', 'recovery-code-replaced', 'rekeyed')`;
  return Number(database.prepare(query).get()?.['seq'] ?? 0);
}

/** Under the writer's lock: nobody removes rows between the look and the clearing. */
function clearMarkUnlessRemoved(database: DatabaseSync, folder: string, seen: number): boolean {
  if (database.isTransaction) return false;
  database.exec('BEGIN IMMEDIATE');
  try {
    const same = lastRemoval(database) === seen;
    if (same) {
      removeMigrationCopies(vaultPath(folder), null);
      clearResidueMark(folder);
    }
    return same;
  } finally {
    database.exec('ROLLBACK');
  }
}

function vacuum(database: DatabaseSync): boolean {
  // Another change of this process is under way on the same connection: after it.
  if (database.isTransaction) return false;
  if (!(database instanceof VaultConnection)) throw new TypeError('a vault');
  database.vacuum();
  return true;
}

function truncateWal(database: DatabaseSync): boolean {
  return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
}

/** False: to be tried again. */
function attempt(step: () => boolean): boolean {
  try {
    return step();
  } catch (error) {
    const known = asAppError(error);
    if (known instanceof AppError && (known.code === 'vault-busy' || known.code === 'disk-full')) return false;
    throw known;
  }
}
