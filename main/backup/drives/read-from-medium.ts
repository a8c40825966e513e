// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';

const pieceBytes = 1024 * 1024;
/** Positions and lengths of direct reads are multiples of the largest sector in use. */
const sectorBytes = 4096;

export interface MediumHash {
  /** Lower-case hex of SHA-256 over the whole file. */
  readonly sha256: string;
  /** The system's cache was passed by. */
  readonly direct: boolean;
}

/**
 * The hash of a file as its medium holds it, after an fsync; right after writing, a plain read would only show what is
 * still in memory. What it guarantees: on Linux the octets come from the device (O_DIRECT, open(2)) for file systems of
 * the kernel, and from its program for those of FUSE, which may keep some of its own; the device's own cache is never
 * passed by. tmpfs before Linux 6.6 and some network file systems refuse it (EINVAL), macOS (F_NOCACHE) and Windows
 * (FILE_FLAG_NO_BUFFERING) have no way from here: there it is a plain read, and `direct` is false.
 * Errors: those of reading; EIO is what a failing medium says.
 */
export async function hashFromMedium(path: string, signal?: AbortSignal): Promise<MediumHash> {
  const { O_DIRECT } = constants as { readonly O_DIRECT?: number };
  if (process.platform !== 'linux' || O_DIRECT === undefined) return await hashPlainly(path, signal);
  // Opening refuses it on some file systems, reading on others.
  try {
    return { sha256: await hashOf(path, constants.O_RDONLY | O_DIRECT, signal), direct: true };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
    return await hashPlainly(path, signal);
  }
}

/** As any program would read it, from the system's cache where it is there. */
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
  // The memory of a WebAssembly instance begins on a page; that of a Buffer does not, and a direct read wants it so.
  const memory = new Uint8Array(new WebAssembly.Memory({ initial: pieceBytes / 65_536 }).buffer);
  const { size } = await handle.stat();
  const hash = createHash('sha256');
  for (let at = 0; at < size;) {
    signal?.throwIfAborted();
    const { bytesRead } = await handle.read(memory, 0, pieceBytes, at);
    // A read may end early anywhere; the next one has to begin on a sector again.
    const used = at + bytesRead >= size ? bytesRead : bytesRead - (bytesRead % sectorBytes);
    if (used === 0) throw Object.assign(new Error('the file ends before its end'), { code: 'EIO', syscall: 'read' });
    hash.update(memory.subarray(0, used));
    at += used;
  }
  return hash.digest('hex');
}
