// SPDX-License-Identifier: Apache-2.0
import type { FileHandle } from 'node:fs/promises';

const chunkBytes = 256 * 1024;

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

/** Returns null above `maxBytes`. Reads at most one byte more, because pipes may be endless. */
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
    // The data may contain a key or password.
    for (const part of parts) part.fill(0);
  }
}
