// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';

const chunkBytes = 256 * 1024;

/** A regular file of `size` bytes in one buffer of that size, or null when it grew beyond `maxBytes` meanwhile. */
export async function readSized(handle: FileHandle, size: number, maxBytes: number): Promise<Buffer | null> {
  const whole = Buffer.alloc(size);
  let at = 0;
  while (at < size) {
    const { bytesRead } = await handle.read(whole, at, size - at, null);
    if (bytesRead === 0) return whole.subarray(0, at);
    at += bytesRead;
  }
  const more = await readBounded(handle, maxBytes - size);
  if (more === null || more.length === 0) return more === null ? null : whole;
  return Buffer.concat([whole, more]);
}

/**
 * Everything up to `maxBytes`, or null when there is more. Asks for one byte beyond the limit and no further: a pipe
 * or device without an end must not fill the memory. What was read of a refused one is zeroed.
 */
export async function readBounded(handle: FileHandle, maxBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  try {
    let size = 0;
    for (;;) {
      const part = Buffer.alloc(Math.min(chunkBytes, maxBytes + 1 - size));
      const { bytesRead } = await handle.read(part, 0, part.length, null);
      if (bytesRead === 0) return Buffer.concat(parts);
      parts.push(part.subarray(0, bytesRead));
      size += bytesRead;
      if (size > maxBytes) return null;
    }
  } finally {
    // A whole read leaves as one fresh buffer: these may hold a key or a password.
    for (const part of parts) part.fill(0);
  }
}
