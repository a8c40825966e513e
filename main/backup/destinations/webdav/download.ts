// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { withRetry, type RetryRule } from './retry.ts';
import { sameTag, type RemoteFile, type WebdavServer } from './webdav-server.ts';

/** 100 times the size of a backup of 100,000 keys. */
const maxBytes = 16 * 1024 ** 3;
const progressBytes = 64 * 1024;

/**
 * `path` is an existing file. Resumes (Range) while ETag and length stay the same.
 * Errors: `server-folder-missing` (details: `status` 404), `limit-exceeded`, those of `withRetry`.
 */
export async function download(
  server: WebdavServer,
  name: string,
  path: string,
  { retry, signal }: { readonly retry: RetryRule; readonly signal: AbortSignal | undefined },
): Promise<RemoteFile & { readonly bytes: number }> {
  const handle = await open(path, 'r+');
  let at = 0;
  let counted = 0;
  let etag: string | null = null;
  let whole: number | null = null;
  try {
    return await withRetry(retry, signal, async ({ advanced }) => {
      const got = await server.get(name, at, etag, signal);
      const goesOn = got.from > 0 && got.from === at && (whole === null || got.bytes === null || whole === got.bytes);
      if (!goesOn) await handle.truncate(0);
      at = goesOn ? at : 0;
      ({ etag, bytes: whole } = got);
      for await (const piece of got.body as AsyncIterable<Uint8Array>) {
        if (at + piece.length > maxBytes) throw new AppError('limit-exceeded', { limit: 'size' });
        await writeAll(handle, piece, at);
        at += piece.length;
        if (at - counted >= progressBytes) {
          counted = at;
          advanced();
        }
      }
      // Some broken connections look like a normal end of the response.
      if (whole !== null && at !== whole) throw Object.assign(new Error('cut off'), { code: 'ECONNRESET' });
      return { bytes: at, etag };
    });
  } finally {
    await handle.close();
  }
}

export async function head(
  server: WebdavServer,
  name: string,
  bytes: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const { body, bytes: whole } = await server.get(name, 0, null, signal);
  const pieces: Uint8Array[] = [];
  let at = 0;
  for await (const piece of body as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    at += piece.length;
    if (at >= bytes) break;
  }
  if (at < Math.min(bytes, whole ?? 0)) throw Object.assign(new Error('cut off'), { code: 'ECONNRESET' });
  return Buffer.concat(pieces).subarray(0, bytes);
}

async function writeAll(handle: FileHandle, piece: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < piece.length;) {
    done += (await handle.write(piece, done, piece.length - done, at + done)).bytesWritten;
  }
}

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

export function isSameFile(one: RemoteFile, other: RemoteFile | null): boolean {
  return other !== null && other.etag !== null && sameTag(one.etag, other.etag) && one.bytes === other.bytes;
}
