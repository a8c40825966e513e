import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { StoreWork } from './destination.ts';

/** What `temporaryName` makes. */
const temporaryPattern = /^\.certsteward-[0-9a-f-]{36}\.part$/;
/** A backup takes minutes at most; what is older was left by a process that was killed. It is all ciphertext. */
const leftoverAgeMs = 60 * 60 * 1000;

/**
 * Temp -> fsync -> rehearse -> rename -> fsync folder (DESIGN, "Data that must never be lost"). Until the rename nothing
 * of the name is there, and a failed fsync ends it before: on a failing device a rename still succeeds (field
 * measurement). Errors: as `folderError` names them, and what `write` and `rehearse` throw; then nothing remains, as far
 * as the drive still lets anything be removed.
 */
export async function writeToFolder<T>(folder: string, { name, write, rehearse }: StoreWork<T>): Promise<T> {
  const device = await deviceOf(folder);
  await removeLeftovers(folder);
  const temporary = join(folder, `.certsteward-${randomUUID()}.part`);
  const path = join(folder, name);
  try {
    const written = await writeDurably(temporary, write);
    await rehearse(temporary, written);
    // The drive went and its folder stayed: the rename would go into the bare mount point.
    if ((await deviceOf(folder)) !== device) throw new AppError('destination-unwritable', { cause: 'EXDEV' });
    await refuseTaken(path);
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return written;
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw folderError(error);
  }
}

async function deviceOf(folder: string): Promise<bigint> {
  try {
    const found = await stat(folder, { bigint: true });
    if (!found.isDirectory()) throw new AppError('destination-unwritable', { cause: 'ENOTDIR' });
    return found.dev;
  } catch (error) {
    throw folderError(error);
  }
}

async function writeDurably<T>(path: string, write: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    const written = await write(handle);
    await handle.sync();
    return written;
  } finally {
    await handle.close();
  }
}

/** A backup never takes another one's place. */
async function refuseTaken(path: string): Promise<void> {
  const taken = await stat(path).then(
    () => true,
    () => false,
  );
  if (taken) throw new AppError('file-exists', { file: path });
}

/** X08: what killed backups left. Never in the way of the one that is asked for now. */
async function removeLeftovers(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      if (!temporaryPattern.test(name)) continue;
      const leftover = join(folder, name);
      if (Date.now() - (await stat(leftover)).mtimeMs > leftoverAgeMs) await unlink(leftover);
    }
  } catch {
    // The write itself says what is wrong with the folder.
  }
}

/** Windows has no way to sync a folder and refuses to open one: there the rename alone must do. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function folderError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || syscall === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { cause: code });
  return new AppError('destination-unwritable', { cause: code }, { cause: error });
}
