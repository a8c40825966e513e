// SPDX-License-Identifier: Apache-2.0
import { statSync } from 'node:fs';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { checkDatabaseHeader, looksLikeVault } from '../store/database-header.ts';
import { quickCheck } from '../store/integrity.ts';
import { openReadOnly } from '../store/open-read-only.ts';
import { withSourceErrors } from '../store/sqlite-errors.ts';
import type { VaultConnection } from '../store/vault-connection.ts';

/**
 * Run in a child process only: the bytes are untrusted. Throws `file-unreadable`, `not-a-vault-file`, `vault-damaged`,
 * `vault-tampered`, `vault-unreleased`, `vault-newer`.
 */
export function openForeignVault(path: string): VaultConnection {
  return withSourceErrors(path, () => {
    if (!statSync(path).isFile()) throw new AppError('file-unreadable', { file: path, cause: 'EISDIR' });
    if (!looksLikeVault(path)) throw new AppError('not-a-vault-file');
    checkDatabaseHeader(path);
    const database = openReadOnly(path);
    try {
      database.exec('PRAGMA temp_store = MEMORY');
      const damage = quickCheck(database);
      if (damage.length > 0) throw new AppError('vault-damaged', { problem: 'database', affected: damage });
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  });
}
