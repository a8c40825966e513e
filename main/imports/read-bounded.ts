import type { FileHandle } from 'node:fs/promises';

const chunkBytes = 256 * 1024;

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
