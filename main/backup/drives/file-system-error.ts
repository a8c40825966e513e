// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/error-codes.ts';

/** `open`: the folder is looked at and the file is made; `write`: it is filled and flushed; the others say it. */
export type FileStep = 'open' | 'write' | 'read-back' | 'rename';

/** The device or what speaks for it (FUSE, a network) does not answer any more. */
const gone = new Set(['ENOTCONN', 'ENODEV', 'ENXIO', 'ENOMEDIUM', 'ESHUTDOWN', 'ECONNABORTED', 'ESTALE', 'EHOSTDOWN']);
/** The device fails, or the file system finds itself damaged. */
const failing = new Set(['EIO', 'EUCLEAN', 'EBADMSG', 'EREMOTEIO', 'EILSEQ', 'ETIMEDOUT']);

/**
 * What went wrong with a drive, by errno and step. `disk-full`, `place-read-only`, `drive-gone`, `drive-failing`,
 * `name-too-long`, else `destination-unwritable`; each tells the errno as `cause`. Other than errors of system calls pass
 * as they are.
 */
export function fileSystemError(error: unknown, step: FileStep): unknown {
  // Of the room of destinations, which knows nothing of drives.
  if (error instanceof AppError && error.code === 'destination-unwritable' && error.cause !== undefined) {
    return fileSystemError(error.cause, step);
  }
  if (error instanceof AppError) return error;
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (typeof code !== 'string' || syscall === undefined) return error;
  return new AppError(codeOf(code, step), { cause: code }, { cause: error });
}

function codeOf(errno: string, step: FileStep): ErrorCode {
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return 'disk-full';
  // It could be written to a moment ago: ext4 makes itself read-only when its device fails.
  if (errno === 'EROFS') return step === 'open' ? 'place-read-only' : 'drive-failing';
  if (errno === 'ENAMETOOLONG') return 'name-too-long';
  if (gone.has(errno)) return 'drive-gone';
  if (failing.has(errno)) return 'drive-failing';
  return 'destination-unwritable';
}
