// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import { quickCheck } from './integrity.ts';
import type { Migrations } from './migrations.ts';
import { readPragma } from './pragma.ts';
import { VaultConnection } from './vault-connection.ts';

/** `vault.sqlite.before-v2`, and the unfinished ones of a process that was killed. */
const copyName = /^vault\.sqlite\.before-v\d+(?:\.part-[0-9a-f]+)?$/;

/** How long a copy is kept after the migration that it was made for. */
export const copyKeptForMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Keeps the vault as it is beside it before a migration: whole, checked and on the disk, or the migration does not
 * start. Call it while the migrating connection holds the writer's lock: nothing is committed meanwhile, and of two
 * processes only one makes the copy. Throws `vault-damaged`, and what SQLite and the file system say (a full disk).
 */
export function keepCopyBefore(path: string, version: number, steps: Migrations): void {
  const copy = `${path}.before-v${version}`;
  const unfinished = `${copy}.part-${randomBytes(6).toString('hex')}`;
  try {
    // SQLite fills an empty file that is there already, which so keeps its mode.
    closeSync(openSync(unfinished, 'wx', 0o600));
    const source = new VaultConnection(path, { readOnly: true, steps });
    try {
      // A reader's snapshot, the WAL included; temporary files hold nothing of it.
      source.vacuum(unfinished);
    } finally {
      source.close();
    }
    checkCopy(unfinished, version, steps);
    sync(unfinished, 'r+');
    renameSync(unfinished, copy);
    if (process.platform !== 'win32') {
      chmodSync(copy, 0o600);
      sync(dirname(path), 'r');
    }
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

function checkCopy(path: string, version: number, steps: Migrations): void {
  const copy = new VaultConnection(path, { readOnly: true, steps });
  try {
    const sound = quickCheck(copy).length === 0 && readPragma(copy, 'user_version') === version - 1;
    if (!sound) throw new AppError('vault-damaged', { problem: 'migration-copy' });
  } finally {
    copy.close();
  }
}

function sync(path: string, flags: 'r' | 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * A copy holds what has been purged since, and keys under protectors that have been removed since: all of them go
 * with the residue of a purge or a re-keying (`until` null), else those made at `until` (ms) or before.
 */
export function removeMigrationCopies(vaultPath: string, until: number | null): void {
  const folder = dirname(vaultPath);
  for (const name of readdirSync(folder)) {
    if (!copyName.test(name) || !name.startsWith(basename(vaultPath))) continue;
    const path = join(folder, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (until === null || made <= until) rmSync(path, { force: true });
  }
}
