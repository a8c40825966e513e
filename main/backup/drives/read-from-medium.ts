// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const pieceBytes = 1024 * 1024;
/** Alignment for direct reads: the largest sector size in use. */
const sectorBytes = 4096;

export interface MediumHash {
  /** SHA-256 of the whole file, lower-case hex. */
  readonly sha256: string;
  /** Bypassed the system's cache. */
  readonly direct: boolean;
}

/**
 * Hash as stored on the medium, after an fsync; a plain read would show cached data. Linux uses O_DIRECT (open(2)):
 * from the device, or for FUSE from its program, which may cache; the device's own cache is not bypassed. tmpfs before
 * Linux 6.6 and some network file systems refuse it (EINVAL), macOS (F_NOCACHE) and Windows (FILE_FLAG_NO_BUFFERING)
 * are out of reach: then a plain read, `direct` false. Errors: those of reading; EIO: failing medium.
 */
export async function hashFromMedium(path: string, signal?: AbortSignal): Promise<MediumHash> {
  const { O_DIRECT } = constants as { readonly O_DIRECT?: number };
  if (process.platform !== 'linux' || O_DIRECT === undefined) return await hashPlainly(path, signal);
  // Some file systems refuse at open, others at read.
  try {
    return { sha256: await hashOf(path, constants.O_RDONLY | O_DIRECT, signal), direct: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
    return await hashPlainly(path, signal);
  }
}

/** Through the system's cache. */
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
  // Direct reads need page-aligned memory: WebAssembly's is, a Buffer's is not.
  const memory = new Uint8Array(new WebAssembly.Memory({ initial: pieceBytes / 65_536 }).buffer);
  const { size } = await handle.stat();
  const hash = createHash('sha256');
  for (let at = 0; at < size;) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(memory, 0, pieceBytes, at);
    // After a short read, resume on a sector boundary.
    const used = at + bytesRead >= size ? bytesRead : bytesRead - (bytesRead % sectorBytes);
    if (used === 0) throw Object.assign(new Error('the file ends before its end'), { code: 'EIO', syscall: 'read' });
    hash.update(memory.subarray(0, used));
    at += used;
  }
  return hash.digest('hex');
}
