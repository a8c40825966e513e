// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokenStandard } from '../../../shared/schemas/token.ts';

/** Real modules are a few dozen MiB at most. */
const maxModuleBytes = 512n * 1024n * 1024n;
const partBytes = 1024 * 1024;

const [ofPkcs11, ofSkf] = ['C_GetFunctionList', 'SKF_OpenApplication'];
const overlap = Math.max(ofPkcs11.length, ofSkf.length) - 1;

export interface FileContent {
  readonly sha256: string;
  /** Decided by the function names in the file; PKCS#11 if both or none occur. */
  readonly standard: TokenStandard;
}

export interface FileContents {
  /** Cached by device, inode, size, mtime and ctime. Throws `module-broken`. */
  of(file: FileHandle): Promise<FileContent>;
}

export function createFileContents(): FileContents {
  const known = new Map<string, FileContent>();
  return {
    async of(file) {
      const { dev, ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
      if (size > maxModuleBytes) throw new AppError('module-broken', { reason: 'too-large' });
      const key = [dev, ino, size, mtimeNs, ctimeNs].join('/');
      const content = known.get(key) ?? (await read(file));
      known.set(key, content);
      return content;
    },
  };
}

async function read(file: FileHandle): Promise<FileContent> {
  const hash = createHash('sha256');
  const part = Buffer.alloc(overlap + partBytes);
  const names = { pkcs11: false, skf: false };
  for (let at = 0; BigInt(at) <= maxModuleBytes;) {
    const { bytesRead } = await file.read(part, overlap, partBytes, at);
    if (bytesRead === 0) break;
    const end = overlap + bytesRead;
    hash.update(part.subarray(overlap, end));
    names.pkcs11 ||= part.subarray(0, end).includes(ofPkcs11);
    names.skf ||= part.subarray(0, end).includes(ofSkf);
    part.copy(part, 0, end - overlap, end);
    at += bytesRead;
  }
  return { sha256: hash.digest('hex'), standard: names.skf && !names.pkcs11 ? 'skf' : 'pkcs11' };
}
