import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { DatabaseSync } from 'node:sqlite';
import { AppError } from '../../../shared/domain/app-error.ts';
import { checkDatabaseHeader, looksLikeVault } from '../store/database-header.ts';
import { quickCheck } from '../store/integrity.ts';
import { asAppError } from '../store/sqlite-errors.ts';

/**
 * Opens a vault file that is not ours, for reading only: it is never adopted in place, and nothing is written to it or
 * beside it. For a child process (DESIGN 3, 12): SQLite reads bytes here that anybody may have made.
 * Throws `file-unreadable`, `not-a-vault-file`, `vault-damaged`, `vault-newer`.
 */
export function openForeignVault(path: string): DatabaseSync {
  try {
    if (!statSync(path).isFile()) throw new AppError('file-unreadable', { file: path, cause: 'EISDIR' });
    if (!looksLikeVault(path)) throw new AppError('not-a-vault-file');
    checkDatabaseHeader(path);
    const location = pathToFileURL(path);
    // A WAL beside it holds its newest pages: then SQLite has to read that too. Else nothing can change under us.
    const wal = `${path}-wal`;
    if (!existsSync(wal) || statSync(wal).size === 0) location.searchParams.set('immutable', '1');
    const database = new DatabaseSync(location, {
      readOnly: true,
      defensive: true,
      enableForeignKeyConstraints: false,
      enableDoubleQuotedStringLiterals: false,
    });
    try {
      database.exec('PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY');
      const damage = quickCheck(database);
      if (damage.length > 0) throw new AppError('vault-damaged', { problem: 'database', affected: damage });
      refuseProgrammed(database);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    const known = asAppError(error);
    if (known instanceof AppError) throw known;
    const cause = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new AppError('file-unreadable', { file: path, cause });
  }
}

/** A vault has tables and indexes. Views and triggers are programs that would run when we read. */
function refuseProgrammed(database: DatabaseSync): void {
  const query = "SELECT count(*) AS n FROM sqlite_schema WHERE type NOT IN ('table', 'index') OR sql LIKE '%VIRTUAL%'";
  if (Number(database.prepare(query).get()?.['n']) > 0) throw new AppError('vault-damaged', { problem: 'not-a-vault' });
}
