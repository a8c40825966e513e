import { randomUUID } from 'node:crypto';
import { open, readFile, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../../shared/domain/app-error.ts';

/** What `temporaryName` makes. */
const temporaryPattern = /^\.certsteward-[0-9a-f-]{36}\.part$/;
/** A write takes seconds; what is older was left by a process that was killed. */
const leftoverAgeMs = 60 * 60 * 1000;

/**
 * Temp -> fsync -> verify -> rename -> fsync folder (DESIGN, "Data that must never be lost"). `verify` is given the
 * bytes as read back from the disk and throws when they are not what was meant; then nothing remains.
 * Errors: `destination-unwritable`, `disk-full`, or what `verify` throws. Mode 0600.
 */
export async function writeVerifiedFile(
  path: string,
  bytes: Uint8Array,
  verify: (readBack: Uint8Array) => Promise<void>,
): Promise<void> {
  // Not made from the file's name: that may have the full 255 bytes already.
  const temporary = join(dirname(path), `.certsteward-${randomUUID()}.part`);
  await removeLeftovers(dirname(path));
  try {
    await writeDurably(temporary, bytes);
    await verify(await readFile(temporary));
    await rename(temporary, path);
    await syncFolder(dirname(path));
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    if (error instanceof AppError) throw error;
    throw fileError(error);
  }
}

/** X08: what killed exports left in this folder. Never in the way of the export that is asked for now. */
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

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
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

function fileError(error: unknown): AppError {
  const cause = (error as NodeJS.ErrnoException).code ?? 'unknown';
  if (cause === 'ENOSPC' || cause === 'EDQUOT') return new AppError('disk-full', { cause });
  return new AppError('destination-unwritable', { cause }, { cause: error });
}
