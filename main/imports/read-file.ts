import { open } from 'node:fs/promises';
import { AppError } from '../../shared/domain/app-error.ts';
import { readBounded } from './read-bounded.ts';

/**
 * Reads a file the person chose. Errors: `file-unreadable` (`file`, `cause`: the system's code),
 * `file-too-large` (`limit` in bytes). Folders, sockets and devices are unreadable; a pipe is read up to the limit.
 */
export async function readCertificateFile(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const handle = await open(path, 'r');
    try {
      const stat = await handle.stat();
      if (stat.isDirectory()) throw new AppError('file-unreadable', { file: path, cause: 'EISDIR' });
      if (!stat.isFile() && !stat.isFIFO()) throw new AppError('file-unreadable', { file: path, cause: 'not-a-file' });
      if (stat.size > maxBytes) throw new AppError('file-too-large', { limit: maxBytes, bytes: stat.size });
      const bytes = await readBounded(handle, maxBytes);
      if (bytes === null) throw new AppError('file-too-large', { limit: maxBytes });
      return bytes;
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('file-unreadable', { file: path, cause: (error as NodeJS.ErrnoException).code ?? 'unknown' });
  }
}
