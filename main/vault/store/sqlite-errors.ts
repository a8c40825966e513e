// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync } from 'node:fs';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/error-codes.ts';

/** Primary result codes, sqlite.org/rescode.html. */
const busy = 5;
const locked = 6;
const readOnly = 8;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;
const notAuthorized = 23;
/** Extended codes of SQLITE_IOERR that a full disk gives: growing the WAL index, or the write itself. */
const ioerrWrite = 778;
const ioerrShmSize = 4874;

/** Turns what node:sqlite throws into our closed list; other errors pass unchanged. */
export function asAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = sqliteCode(error);
  if (isClosed(error)) return new AppError('cancelled');
  if (code === null) return fromFileSystem(error);
  if (code === ioerrShmSize || code === ioerrWrite) return new AppError('disk-full');
  switch (code & 0xff) {
    case busy:
    case locked:
      return new AppError('vault-busy');
    case full:
      return new AppError('disk-full');
    case corrupt:
    case notADatabase:
      return new AppError('vault-damaged', { problem: 'database' });
    case notAuthorized:
      return new AppError('vault-tampered');
    case readOnly:
      return new AppError('destination-unwritable', { what: 'vault' });
    case cannotOpen:
      return new AppError('file-unreadable', { what: 'vault' });
    default:
      return error;
  }
}

/** Node's word for a database, or a statement of one, that was closed: whoever still asks was cut short by the end of the app. */
function isClosed(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE';
}

function sqliteCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error)) return null;
  return typeof error.errcode === 'number' ? error.errcode : null;
}

function fromFileSystem(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  switch (error.code) {
    // A program on Windows that does not share the file.
    case 'EBUSY':
      return new AppError('vault-busy');
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    // What should be a folder is a file.
    case 'EEXIST':
      return new AppError('destination-unwritable', { what: 'vault' });
    case 'EISDIR':
      return new AppError('file-unreadable', { what: 'vault', cause: 'EISDIR' });
    default:
      return error;
  }
}

const accessErrors: ReadonlySet<string> = new Set<ErrorCode>(['destination-unwritable', 'file-unreadable']);

/**
 * `error` of a vault's file, or `vault-busy` where another program on Windows keeps it from us. SQLite then opens the file
 * for reading only, or not at all, and names no cause. The system does: EBUSY is ERROR_SHARING_VIOLATION (libuv,
 * src/win/error.c). Elsewhere nothing is opened: closing it would end SQLite's own locks (fcntl(2), sqlite.org/howtocorrupt.html 2.2).
 */
export function orHeldElsewhere(
  error: unknown,
  path: string,
  open: (path: string, flags: string) => number = openSync,
  platform: NodeJS.Platform = process.platform,
): unknown {
  if (platform !== 'win32') return error;
  if (!(error instanceof AppError) || !accessErrors.has(error.code)) return error;
  try {
    closeSync(open(path, 'r+'));
    return error;
  } catch (refused) {
    const held = (refused as NodeJS.ErrnoException).code === 'EBUSY';
    return held ? new AppError('vault-busy', {}, { cause: error }) : error;
  }
}

/** Runs `work` and throws AppError where SQLite or the file system says what our list knows. */
export function withSqliteErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asAppError(error);
  }
}
