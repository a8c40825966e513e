// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { fileSystemError, type FileStep } from '../../../../main/backup/drives/file-system-error.ts';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

function codeOf(code: string, step: FileStep): unknown {
  const error = fileSystemError(Object.assign(new Error(code), { code, syscall: 'write' }), step);
  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).details).toEqual({ cause: code });
  return (error as AppError).code;
}

describe('errno and step', () => {
  test.each<[string, FileStep, string]>([
    ['ENOSPC', 'write', 'disk-full'],
    ['EDQUOT', 'rename', 'disk-full'],
    ['EROFS', 'open', 'place-read-only'],
    ['EROFS', 'rename', 'drive-failing'],
    ['EIO', 'write', 'drive-failing'],
    ['EIO', 'read-back', 'drive-failing'],
    ['EUCLEAN', 'open', 'drive-failing'],
    ['ENOTCONN', 'write', 'drive-gone'],
    ['ENODEV', 'open', 'drive-gone'],
    ['ENXIO', 'rename', 'drive-gone'],
    ['ENAMETOOLONG', 'open', 'name-too-long'],
    ['EACCES', 'open', 'destination-unwritable'],
    ['ENOENT', 'open', 'destination-unwritable'],
  ])('[B08] %s at %s is %s', (errno, step, code) => {
    expect(codeOf(errno, step)).toBe(code);
  });

  test('[B08] application errors and errors of no system call pass unchanged', () => {
    for (const error of [new AppError('cancelled'), new TypeError('x'), 'text', undefined]) {
      expect(fileSystemError(error, 'write')).toBe(error);
    }
  });
});
