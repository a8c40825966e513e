// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

const pieceBytes = 1024 * 1024;

/** SHA-256, lower-case hex. */
export async function hashOfFile(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const stream = createReadStream(path, { highWaterMark: pieceBytes, ...(signal && { signal }) });
  for await (const piece of stream) hash.update(piece as Uint8Array);
  return hash.digest('hex');
}

/** Hashes the open file, even if its path now names another one. */
export async function hashOfOpened(handle: FileHandle): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(pieceBytes);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await handle.read(piece, 0, piece.length, bytes);
    if (bytesRead === 0) return { sha256: hash.digest('hex'), bytes };
    hash.update(piece.subarray(0, bytesRead));
    bytes += bytesRead;
  }
}
