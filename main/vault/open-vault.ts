// SPDX-License-Identifier: Apache-2.0
import { randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { acceptedId } from './seal/accepted-vault-ids.ts';
import {
  discardUnfinished,
  newVaultFile,
  prepareFolder,
  publishVault,
  removeUnfinished,
  restrictToOwner,
  vaultExists,
  vaultPath,
} from './folder/folder.ts';
import { appendLogEntry } from './log/append-entry.ts';
import { migrate, migrations } from './store/migrations.ts';
import { connect, openDatabase } from './store/open-database.ts';
import { withSqliteErrors } from './store/sqlite-errors.ts';
import { insertVaultRecord } from './store/rows/vault-record.ts';
import { Vault } from './vault.ts';
import type { VaultOptions } from './vault-options.ts';

/** The new vault has no protectors. Errors: `vault-exists`, those of `openDatabase`. */
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

/** If this fails, the user must accept the vault later. */
function acceptOwn({ accepted }: VaultOptions, vaultId: string): void {
  try {
    accepted.accept(acceptedId({ vaultId, recipient: null }));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

function buildVault(path: string, createdAt: Date): string {
  const database = connect(path);
  try {
    migrate(database, { now: createdAt, keepCopy: () => undefined });
    const vaultId = randomUUID();
    insertVaultRecord(database, vaultId, createdAt.toISOString());
    appendLogEntry(database, createdAt, 'vault-created', {});
    return vaultId;
  } finally {
    // Closing checkpoints and removes the WAL.
    database.close();
  }
}

/** Opens the vault locked. Errors: `vault-missing`, those of `openDatabase`. */
export function openVault(folder: string, options: VaultOptions, steps = migrations): Vault {
  if (!vaultExists(folder)) throw new AppError('vault-missing');
  const database = openDatabase(vaultPath(folder), options.clock(), steps);
  restrictToOwner(folder);
  return new Vault(folder, database, options);
}

export function openOrCreateVault(folder: string, options: VaultOptions): Vault {
  if (vaultExists(folder)) return openVault(folder, options);
  try {
    return createVault(folder, options);
  } catch (error) {
    if (error instanceof AppError && error.code === 'vault-exists') return openVault(folder, options);
    throw error;
  }
}
