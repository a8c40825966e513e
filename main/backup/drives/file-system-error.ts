// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { ErrorCode } from '../../../shared/domain/errors/error-codes.ts';

/** `open` creates the file, `write` fills and flushes it. */
export type FileStep = 'open' | 'write' | 'read-back' | 'rename';

/** The device, FUSE or network stopped responding. */
const gone = new Set(['ENOTCONN', 'ENODEV', 'ENXIO', 'ENOMEDIUM', 'ESHUTDOWN', 'ECONNABORTED', 'ESTALE', 'EHOSTDOWN']);
const failing = new Set(['EIO', 'EUCLEAN', 'EBADMSG', 'EREMOTEIO', 'EILSEQ', 'ETIMEDOUT']);

/**
 * Returns `disk-full`, `place-read-only`, `drive-gone`, `drive-failing`, `name-too-long` or `destination-unwritable`.
 * Other errors pass unchanged.
 */
export function fileSystemError(error: unknown, step: FileStep): unknown {
  // main/destinations throws this code, because it doesn't know about drives.
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
  // ext4 remounts read-only when its device fails.
  if (errno === 'EROFS') return step === 'open' ? 'place-read-only' : 'drive-failing';
  if (errno === 'ENAMETOOLONG') return 'name-too-long';
  if (gone.has(errno)) return 'drive-gone';
  if (failing.has(errno)) return 'drive-failing';
  return 'destination-unwritable';
}
