// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '../../shared/domain/app-error.ts';
import { acceptedId } from './accepted-vault-ids.ts';
import {
  discardUnfinished,
  newVaultFile,
  prepareFolder,
  publishVault,
  removeUnfinished,
  restrictToOwner,
  vaultExists,
  vaultPath,
} from './folder.ts';
import { appendLogEntry } from './log/append-entry.ts';
import { migrate, migrations } from './store/migrations.ts';
import { connect, openDatabase } from './store/open-database.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import { insertVaultRecord } from './store/vault-record.ts';
import { Vault } from './vault.ts';
import type { VaultOptions } from './vault-options.ts';

/**
 * Makes a keyless vault: no protector, nothing asked (K01). Throws `vault-exists`, `disk-full`.
 * The file is built under another name and appears whole or not at all.
 */
export function createVault(folder: string, options: VaultOptions): Vault {
  if (vaultExists(folder)) throw new AppError('vault-exists');
  withSqliteErrors(() => {
    prepareFolder(folder);
    removeUnfinished(folder, options.clock().getTime());
    const unfinished = newVaultFile(folder, randomBytes(8).toString('hex'));
    try {
      acceptOwn(options, buildVault(unfinished, options.clock()));
      publishVault(folder, unfinished);
    } finally {
      discardUnfinished(unfinished);
    }
  });
  return openVault(folder, options);
}

/** Before the file has its name. A state that cannot be written leaves a vault that is to be accepted by hand. */
function acceptOwn({ accepted }: VaultOptions, vaultId: string): void {
  try {
    accepted.accept(acceptedId({ vaultId, recipient: null }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** Returns the id of the new vault. */
function buildVault(path: string, createdAt: Date): string {
  const database = connect(path);
  try {
    // Nothing is in it yet: there is nothing to keep.
    migrate(database, { now: createdAt, keepCopy: () => undefined });
    const vaultId = randomUUID();
    insertVaultRecord(database, vaultId, createdAt.toISOString());
    appendLogEntry(database, createdAt, 'vault-created', {});
    return vaultId;
  } finally {
    // Closing the only connection moves everything from the WAL into the file and removes the WAL.
    database.close();
  }
}

/**
 * Opens an existing vault, locked. Throws `vault-missing`, `vault-damaged` (details: `problem`, `affected`),
 * `vault-unreleased`, `vault-newer`, `vault-busy`. A file that is refused is left as it is. `steps`: of a later program, in
 * tests.
 */
export function openVault(folder: string, options: VaultOptions, steps = migrations): Vault {
  if (!vaultExists(folder)) throw new AppError('vault-missing');
  const database = openDatabase(vaultPath(folder), options.clock(), steps);
  restrictToOwner(folder);
  return new Vault(folder, database, options);
}

/** For the first look and the first import; also when another process creates the vault at the same moment. */
export function openOrCreateVault(folder: string, options: VaultOptions): Vault {
  if (vaultExists(folder)) return openVault(folder, options);
  try {
    return createVault(folder, options);
  } catch (error) {
    if (error instanceof AppError && error.code === 'vault-exists') return openVault(folder, options);
    throw error;
  }
}
