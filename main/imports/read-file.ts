// SPDX-License-Identifier: Apache-2.0
import { open, stat } from 'node:fs/promises';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { readBounded, readSized } from './read-bounded.ts';

/**
 * `pipes` is for the command line, because a window would wait forever. Errors: `file-unreadable` (`file`, `cause`: the
 * system's code, `pipe` or `not-a-file`), `file-too-large` (`limit` in bytes).
 */
export async function readCertificateFile(
  path: string | Buffer,
  { maxBytes, pipes }: { maxBytes: number; pipes: boolean },
): Promise<Uint8Array> {
  try {
    if (!pipes && (await stat(path)).isFIFO())
      throw new AppError('file-unreadable', { file: String(path), cause: 'pipe' });
    const handle = await open(path, 'r');
    try {
      const found = await handle.stat();
      if (found.isDirectory()) throw new AppError('file-unreadable', { file: String(path), cause: 'EISDIR' });
      if (!found.isFile() && !found.isFIFO())
        throw new AppError('file-unreadable', { file: String(path), cause: 'not-a-file' });
      if (found.size > maxBytes) throw new AppError('file-too-large', { limit: maxBytes, bytes: found.size });
      const bytes = found.isFile()
        ? await readSized(handle, found.size, maxBytes)
        : await readBounded(handle, maxBytes);
      if (bytes === null) throw new AppError('file-too-large', { limit: maxBytes });
      return bytes;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file-unreadable', {
      file: String(path),
      cause: (error as NodeJS.ErrnoException).code ?? 'unknown',
    });
  }
}
