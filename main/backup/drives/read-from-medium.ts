// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const pieceBytes = 1024 * 1024;
/** Alignment for O_DIRECT: the largest common sector size. */
const sectorBytes = 4096;

export interface MediumHash {
  /** Lower-case hex. */
  readonly sha256: string;
  readonly direct: boolean;
}

/**
 * Call after an fsync. On Linux, reads with O_DIRECT (open(2)), because a plain read returns cached data. On EINVAL
 * (some file systems) and on other systems, reads normally and sets `direct` to false.
 */
export async function hashFromMedium(path: string, signal?: AbortSignal): Promise<MediumHash> {
  const { O_DIRECT } = constants as { readonly O_DIRECT?: number };
  if (process.platform !== 'linux' || O_DIRECT === undefined) return await hashPlainly(path, signal);
  try {
    return { sha256: await hashOf(path, constants.O_RDONLY | O_DIRECT, signal), direct: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
    return await hashPlainly(path, signal);
  }
}

export async function hashPlainly(path: string, signal?: AbortSignal): Promise<MediumHash> {
  return { sha256: await hashOf(path, constants.O_RDONLY, signal), direct: false };
}

async function hashOf(path: string, flags: number, signal: AbortSignal | undefined): Promise<string> {
  const handle = await open(path, flags);
  try {
    return await hashOpened(handle, signal);
  } finally {
    await handle.close();
  }
}

async function hashOpened(handle: FileHandle, signal: AbortSignal | undefined): Promise<string> {
  // O_DIRECT needs page alignment, which WebAssembly memory has but Buffers lack.
  const memory = new Uint8Array(new WebAssembly.Memory({ initial: pieceBytes / 65_536 }).buffer);
  const { size } = await handle.stat();
  const hash = createHash('sha256');
  for (let at = 0; at < size;) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(memory, 0, pieceBytes, at);
    const used = at + bytesRead >= size ? bytesRead : bytesRead - (bytesRead % sectorBytes);
    if (used === 0) throw Object.assign(new Error('the file ends before its end'), { code: 'EIO', syscall: 'read' });
    hash.update(memory.subarray(0, used));
    at += used;
  }
  return hash.digest('hex');
}
