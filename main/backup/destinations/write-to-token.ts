// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { open, readFile, stat, writeFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { StoreWork } from './destination.ts';
import { withScratchFolder } from './scratch-folder.ts';
import type { TokenDataObjects } from './token-data-store.ts';
import { isLeftover, unfinishedName } from './unfinished-name.ts';

const probeBytes = 1024;
/** Limits memory use. In tests, every token with data objects accepted 12 MiB. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Errors: `token-data-unsupported`, `token-too-small`, `verification-failed`, `file-exists`, those of the token,
 * `write`, `rehearse` and `withScratchFolder`.
 */
export async function writeToToken<T>(
  data: TokenDataObjects,
  scratch: string,
  { name, write, rehearse }: StoreWork<T>,
): Promise<T> {
  await removeLeftovers(data);
  const verdict = await data.probe(unfinishedName(), probeBytes);
  if (!verdict.taken) throw new AppError(verdict.code, reason(verdict.rv));
  return await withScratchFolder(scratch, async (folder) => {
    const local = join(folder, 'written');
    const written = await fill(local, write);
    const { size } = await stat(local);
    const free = data.freeBytes;
    if (size > maxBytes || (free !== null && size > free)) throw tooSmall(size, free, null);
    const value = await readFile(local);
    const unfinished = unfinishedName();
    const ours = [unfinished];
    try {
      await put(data, unfinished, value);
      const readBack = join(folder, 'read-back');
      await writeFile(readBack, await readEqual(data, unfinished, value), { mode: 0o600, flag: 'wx' });
      await rehearse(readBack, written);
      if ((await data.names()).includes(name)) throw new AppError('file-exists', { file: name });
      ours.push(name);
      if (!(await data.rename(unfinished, name))) {
        await put(data, name, value);
        await data.remove(unfinished);
      }
      await readEqual(data, name, value);
      return written;
    } catch (error) {
      for (const each of ours) await data.remove(each).catch(() => undefined);
      throw error;
    }
  });
}

async function fill<T>(path: string, write: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    return await write(handle);
  } finally {
    await handle.close();
  }
}

async function put(data: TokenDataObjects, name: string, value: Uint8Array): Promise<void> {
  try {
    await data.write(name, value);
  } catch (error) {
    const refused = error instanceof AppError && ['token-full', 'token-refused'].includes(error.code);
    if (!refused) throw error;
    const { rv } = error.details;
    throw tooSmall(value.length, data.freeBytes, typeof rv === 'string' ? rv : null);
  }
}

async function readEqual(data: TokenDataObjects, name: string, value: Uint8Array): Promise<Uint8Array> {
  const back = await data.read(name);
  if (Buffer.compare(back, value) !== 0) throw new AppError('verification-failed', { what: 'backup' });
  return back;
}

async function removeLeftovers(data: TokenDataObjects): Promise<void> {
  for (const name of await data.names()) {
    if (isLeftover(name)) await data.remove(name).catch(() => undefined);
  }
}

function tooSmall(bytes: number, free: number | null, rv: string | null): AppError {
  return new AppError('token-too-small', { bytes, ...(free !== null && { free }), ...reason(rv) });
}

function reason(rv: string | null): { rv?: string } {
  return rv === null ? {} : { rv };
}
