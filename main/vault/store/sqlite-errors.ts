// SPDX-License-Identifier: Apache-2.0
import { closeSync, openSync } from 'node:fs';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';

/** See sqlite.org/rescode.html. */
const busy = 5;
const locked = 6;
const readOnly = 8;
const corrupt = 11;
const full = 13;
const cannotOpen = 14;
const notADatabase = 26;
const notAuthorized = 23;
/** Extended SQLITE_IOERR codes that usually mean a full disk. */
const ioerrWrite = 778;
const ioerrShmSize = 4874;

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
    case 'EBUSY':
      return new AppError('vault-busy');
    case 'ENOSPC':
    case 'EDQUOT':
      return new AppError('disk-full');
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOTDIR':
    // A file exists where a folder should be.
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
 * Returns `vault-busy` if another Windows program has the file open: EBUSY is ERROR_SHARING_VIOLATION (libuv,
 * src/win/error.c). Opens nothing on other systems: closing a second handle would release SQLite's locks
 * (sqlite.org/howtocorrupt.html 2.2).
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

export function withSourceErrors<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const code = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
    if (code === null || sharedCodes.has(code)) throw asAppError(error);
    throw new AppError('file-unreadable', { file, cause: code });
  }
}

const sharedCodes: ReadonlySet<string> = new Set(['EBUSY', 'ENOSPC', 'EDQUOT']);

export function withSqliteErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asAppError(error);
  }
}
