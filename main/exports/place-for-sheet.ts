// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/domain/errors/app-error.ts';
import { applicationId } from '../vault/store/migrations.ts';

const mostFiles = 2_000;
/** POSIX ustar has the name at 0, the octal size at 124 and magic at 257. */
const block = 512;
const mostMembers = 8;

/** The sheet must not be next to a vault or backup. Errors: `place-refused`, those of `readdir`. */
export async function checkPlaceForSheet(folder: string): Promise<void> {
  const names = (await readdir(folder)).slice(0, mostFiles);
  for (const name of names) {
    const beside = await kindOf(join(folder, name));
    if (beside !== null) throw new AppError('place-refused', { beside });
  }
}

async function kindOf(file: string): Promise<'vault' | 'backup' | null> {
  // Opening a FIFO would block.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(() => null);
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
    return null;
  } finally {
    await handle.close();
  }
}

/** SQLite's header has the application ID at offset 68. */
function isVault(head: Buffer): boolean {
  return (
    head.length >= 72 && head.toString('latin1', 0, 15) === 'SQLite format 3' && head.readUInt32BE(68) === applicationId
  );
}
