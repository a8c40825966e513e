// SPDX-License-Identifier: Apache-2.0
import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { vaultPath } from '../folder/folder.ts';
import { appendLogEntry, detailOfCertificates } from '../log/append-entry.ts';
import type { CertificateRow } from '../store/rows/certificate-row.ts';
import { copyKeptForMs, removeMigrationCopies } from '../store/migration-copy.ts';
import { withSqliteErrors } from '../store/sqlite-errors.ts';
import type { Transactions } from '../store/transactions.ts';
import * as rows from './deletion-rows.ts';
import { clearResidueMark, eraseResidue, hasResidue, markResidue } from './erase-residue.ts';

export const keptForMs = 30 * 24 * 60 * 60 * 1000;
const retryMs = 30_000;

export interface PurgeResult {
  readonly purged: number;
  readonly keys: number;
  /** Erasing is retried automatically. */
  readonly residueLeft: boolean;
}

export interface VaultDeletion {
  keysThatGo(sha256s: readonly string[]): rows.KeysThatGo;
  /** Skips trashed certificates. Throws `not-found` unless all exist. */
  moveToTrash(sha256s: readonly string[]): Promise<{ deleted: number; keys: number; at: string }>;
  restore(sha256s: readonly string[]): Promise<number>;
  /** Most recently deleted first. */
  list(): CertificateRow[];
  /** Null empties the trash. After a kill, `sweep` finishes erasing. Errors: `not-found`, those of `Transactions`. */
  purge(sha256s: readonly string[] | null): Promise<PurgeResult>;
  /**
   * Purges trash and migration copies older than 30 days, and erases residue. Returns null without expired trash or
   * residue.
   */
  sweep(): Promise<PurgeResult | null>;
  /** Call before closing the database. */
  stop(): void;
}

export interface VaultDeletionParts {
  readonly folder: string;
  readonly database: DatabaseSync;
  readonly transactions: Transactions;
  readonly clock: () => Date;
}

export function createVaultDeletion(parts: VaultDeletionParts): VaultDeletion {
  const { folder, database, transactions, clock } = parts;
  let retry: NodeJS.Timeout | null = null;
  let stopped = false;

  function requirePresent(sha256s: readonly string[]): void {
    if (rows.countPresent(database, sha256s) !== new Set(sha256s).size) throw new AppError('not-found');
  }

  async function erase(): Promise<boolean> {
    const done = await eraseResidue(database);
    if (!done && !stopped && retry === null) {
      retry = setTimeout(() => {
        retry = null;
        if (database.isOpen) erase().catch(() => undefined);
      }, retryMs);
      retry.unref();
    }
    return done;
  }

  async function purgeIds(sha256s: readonly string[]): Promise<PurgeResult> {
    const marked = withSqliteErrors(() => markResidue(folder));
    try {
      const gone = await transactions.change(() => {
        const result = rows.purgeRows(database, sha256s);
        if (result.certificates.length === 0) throw new AppError('not-found');
        // A concurrent erase may have removed the marker.
        markResidue(folder);
        const detail = { ...detailOfCertificates(result.certificates), keys: result.keys };
        appendLogEntry(database, clock(), 'purged', detail);
        return result;
      });
      return { purged: gone.certificates.length, keys: gone.keys, residueLeft: !(await erase()) };
    } catch (error) {
      if (marked && error instanceof AppError && error.code === 'not-found') clearResidueMark(folder);
      throw error;
    }
  }

  return {
    keysThatGo(sha256s) {
      return withSqliteErrors(() => {
        requirePresent(sha256s);
        return rows.keysThatGo(database, sha256s);
      });
    },
    async moveToTrash(sha256s) {
      const at = clock();
      const result = await transactions.change(() => {
        requirePresent(sha256s);
        const { keys } = rows.keysThatGo(database, sha256s);
        const deleted = rows.moveToTrash(database, sha256s, at.toISOString());
        if (deleted.length > 0) appendLogEntry(database, at, 'deleted', { ...detailOfCertificates(deleted), keys });
        return { deleted: deleted.length, keys };
      });
      return { ...result, at: at.toISOString() };
    },
    async restore(sha256s) {
      return await transactions.change(() => {
        requirePresent(sha256s);
        const restored = rows.takeFromTrash(database, sha256s);
        if (restored.length > 0) appendLogEntry(database, clock(), 'restored', detailOfCertificates(restored));
        return restored.length;
      });
    },
    list: () => withSqliteErrors(() => rows.trashRows(database)),
    async purge(sha256s) {
      if (sha256s !== null) return await purgeIds(sha256s);
      const all = withSqliteErrors(() => rows.trashIds(database, null));
      if (all.length === 0) return { purged: 0, keys: 0, residueLeft: hasResidue(folder) && !(await erase()) };
      return await purgeIds(all);
    },
    async sweep() {
      const now = clock().getTime();
      withSqliteErrors(() => removeMigrationCopies(vaultPath(folder), now - copyKeptForMs));
      const until = new Date(now - keptForMs).toISOString();
      const expired = withSqliteErrors(() => rows.trashIds(database, until));
      if (expired.length > 0) return await purgeIds(expired);
      if (!hasResidue(folder)) return null;
      return { purged: 0, keys: 0, residueLeft: !(await erase()) };
    },
    stop() {
      stopped = true;
      if (retry !== null) clearTimeout(retry);
    },
  };
}
