// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { maxImportBytes } from '../../../shared/domain/imports/import-limits.ts';
import { readSized } from '../../imports/read-bounded.ts';

/** Don't follow links or block on pipes. Windows lacks both flags. */
const asItIs = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Errors: `file-unreadable` (`cause`: the system's code or `not-a-file`), `file-too-large`. */
export async function readArrived(path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path, asItIs);
    try {
      const found = await handle.stat();
      if (!found.isFile()) throw new AppError('file-unreadable', { file: path, cause: 'not-a-file' });
      const bytes = found.size > maxImportBytes ? null : await readSized(handle, found.size, maxImportBytes);
      if (bytes === null) throw new AppError('file-too-large', { limit: maxImportBytes });
      return bytes;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    const cause = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('file-unreadable', { file: path, cause });
  }
}
