// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Real ones: up to some ten MiB. */
const maxModuleBytes = 512n * 1024n * 1024n;
const partBytes = 1024 * 1024;

export interface FileHashes {
  /** Lower-case hex; cached by device, inode, size, mtime and ctime. Errors: `module-broken`. */
  of(file: FileHandle): Promise<string>;
}

export function createFileHashes(): FileHashes {
  const known = new Map<string, string>();
  return {
    async of(file) {
      const { dev, ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
      if (size > maxModuleBytes) throw new AppError('module-broken', { reason: 'too large' });
      const key = [dev, ino, size, mtimeNs, ctimeNs].join('/');
      const hash = known.get(key) ?? (await hashOf(file));
      known.set(key, hash);
      return hash;
    },
  };
}

async function hashOf(file: FileHandle): Promise<string> {
  const hash = createHash('sha256');
  const part = Buffer.alloc(partBytes);
  for (let at = 0; BigInt(at) <= maxModuleBytes;) {
    const { bytesRead } = await file.read(part, 0, part.length, at);
    if (bytesRead === 0) break;
    hash.update(part.subarray(0, bytesRead));
    at += bytesRead;
  }
  return hash.digest('hex');
}
