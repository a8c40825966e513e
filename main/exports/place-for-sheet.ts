// SPDX-License-Identifier: Apache-2.0
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';
import { applicationId } from '../vault/store/migrations.ts';

/** More files than this in one folder are not looked into: a backup lies among few. */
const mostFiles = 2_000;
/** POSIX ustar: blocks of 512 bytes, the name at 0, the size in octal at 124, the magic at 257. */
const block = 512;
/** A backup begins with four members (DESIGN 9): further in there is only its data. */
const mostMembers = 8;

/**
 * B05: the recovery code is never beside what it opens. Refuses a folder that holds a vault or a backup; the vault's own
 * is no destination at all. Errors: `place-refused`.
 */
export async function checkPlaceForSheet(folder: string): Promise<void> {
  const names = (await readdir(folder)).slice(0, mostFiles);
  for (const name of names) {
    const beside = await kindOf(join(folder, name));
    if (beside !== null) throw new AppError('place-refused', { beside });
  }
}

/** By content, since people rename files: a vault (SQLite with our application id) or a backup (tar with recovery.age). */
async function kindOf(file: string): Promise<'vault' | 'backup' | null> {
  const handle = await open(file, 'r').catch(() => null);
  if (handle === null) return null;
  try {
    if (!(await handle.stat()).isFile()) return null;
    const read = async (position: number) => {
      const bytes = Buffer.alloc(block);
      const { bytesRead } = await handle.read(bytes, 0, block, position);
      return bytes.subarray(0, bytesRead);
    };
    const head = await read(0);
    if (isVault(head)) return 'vault';
    let position = 0;
    for (let member = 0; member < mostMembers; member += 1) {
      const header = await read(position);
      if (header.length < block || header.toString('latin1', 257, 262) !== 'ustar') return null;
      if (header.toString('latin1', 0, 100).replace(/\0.*$/s, '') === 'recovery.age') return 'backup';
      const size = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0;
      position += block * (1 + Math.ceil(size / block));
    }
    return null;
  } catch {
    // A folder, or a file that cannot be read: nothing that the code opens here.
    return null;
  } finally {
    await handle.close();
  }
}

/** SQLite's header with this app's id at 68 (docs/formats.md): the vault itself, its copies and its exported form. */
function isVault(head: Buffer): boolean {
  return (
    head.length >= 72 && head.toString('latin1', 0, 15) === 'SQLite format 3' && head.readUInt32BE(68) === applicationId
  );
}
