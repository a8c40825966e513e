// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { quickCheck } from './integrity.ts';
import type { Migrations } from './migrations.ts';
import { readPragma } from './pragma.ts';
import { VaultConnection } from './vault-connection.ts';

/** Also matches partial copies left by killed processes. */
const copyName = /^vault\.sqlite\.before-v\d+(?:\.part-[0-9a-f]+)?$/;

export const copyKeptForMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Makes a checked and synced copy. Call while holding the writer lock. Errors: `vault-damaged`, those of
 * `VaultConnection`, SQLite and the file system.
 */
export function keepCopyBefore(path: string, version: number, steps: Migrations): void {
  const copy = `${path}.before-v${version}`;
  const unfinished = `${copy}.part-${randomBytes(6).toString('hex')}`;
  try {
    // SQLite keeps the mode of an existing empty file.
    closeSync(openSync(unfinished, 'wx', 0o600));
    const source = new VaultConnection(path, { readOnly: true, steps });
    try {
      // Unlike a file copy, this includes the WAL.
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

/** Migration copies contain purged data. `until` is in epoch milliseconds; null removes all. */
export function removeMigrationCopies(vaultPath: string, until: number | null): void {
  const folder = dirname(vaultPath);
  for (const name of readdirSync(folder)) {
    if (!copyName.test(name) || !name.startsWith(basename(vaultPath))) continue;
    const path = join(folder, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (until === null || made <= until) rmSync(path, { force: true });
  }
}
