// SPDX-License-Identifier: Apache-2.0
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Opening a pipe would block. */
const notWaiting = process.platform === 'win32' ? 0 : constants.O_NONBLOCK;

/** Fills a buffer, returns octets read. Throws `file-unreadable`. */
export async function withRegularFile<T>(
  path: string,
  work: (read: (into: Buffer) => number) => Promise<T>,
): Promise<T> {
  const descriptor = unlessUnreadable(path, () => openSync(path, constants.O_RDONLY | notWaiting));
  try {
    if (!fstatSync(descriptor).isFile()) throw new AppError('file-unreadable', { file: path, cause: 'not-a-file' });
    return await work((into) => unlessUnreadable(path, () => readSync(descriptor, into)));
  } finally {
    closeSync(descriptor);
  }
}

function unlessUnreadable<T>(path: string, attempt: () => T): T {
  try {
    return attempt();
  } catch (error) {
    throw new AppError('file-unreadable', { file: path, cause: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}
