// SPDX-License-Identifier: Apache-2.0
import { closeSync, existsSync, openSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { vaultPath } from '../folder/folder.ts';
import { removeMigrationCopies } from '../store/migration-copy.ts';
import { asAppError } from '../store/sqlite-errors.ts';
import { VaultConnection } from '../store/vault-connection.ts';

const patienceMs = 5000;
const pauseMs = 15;

/** The marker exists from before a purge until everything is erased, so the next run can finish after a kill. */
function markPath(folder: string): string {
  return `${vaultPath(folder)}.erase-pending`;
}

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
 * Rebuilds the file, truncates the WAL and deletes migration copies, because `secure_delete` misses copies in page gaps
 * (measured). Returns false, and keeps the marker, if another process holds the file or the disk is full.
 */
export async function eraseResidue(database: DatabaseSync): Promise<boolean> {
  const folder = folderOf(database);
  const giveUpAt = performance.now() + patienceMs;
  // Keeps VACUUM's temporary data off the disk.
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
      if (seen !== lastRemoval(database)) index = 0;
    }
  }
  return true;
}

function folderOf(database: DatabaseSync): string {
  const path = database.location();
  if (path === null) throw new Error('a vault is a file');
  return dirname(path);
}

function lastRemoval(database: DatabaseSync): number {
  const query = `SELECT max(seq) AS seq FROM log
    WHERE event IN ('purged', 'protector-removed', 'passphrase-changed', 'recovery-code-replaced', 'rekeyed',
      'request-removed', 'temporary-key-removed')`;
  return Number(database.prepare(query).get()?.['seq'] ?? 0);
}

/** Holds the writer lock, so nothing can be removed meanwhile. */
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
  if (database.isTransaction) return false;
  if (!(database instanceof VaultConnection)) throw new TypeError('a vault');
  database.vacuum();
  return true;
}

function truncateWal(database: DatabaseSync): boolean {
  return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] === 0;
}

function attempt(step: () => boolean): boolean {
  try {
    return step();
  } catch (error) {
    const known = asAppError(error);
    if (known instanceof AppError && (known.code === 'vault-busy' || known.code === 'disk-full')) return false;
    throw known;
  }
}
