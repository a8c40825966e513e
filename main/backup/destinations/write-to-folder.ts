// SPDX-License-Identifier: Apache-2.0
import { constants } from 'node:fs';
import { open, readdir, stat, statfs, unlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { OutputFolder } from '../../destinations/destination-resolver.ts';
import { fileSystemError, type FileStep } from '../drives/file-system-error.ts';
import { guardPlace, type PlaceGuard } from '../drives/place-guard.ts';
import { hashFromMedium, hashPlainly } from '../drives/read-from-medium.ts';
import type { StoreWork } from './destination.ts';

const leftoverName = /^\.certsteward-[0-9a-f-]{36}\.part$/;
const leftoverAgeMs = 60 * 60 * 1000;

/**
 * A failed fsync must abort, because rename succeeds even on a failing device. Errors: those of `fileSystemError`,
 * `write` and `rehearse`, `file-exists`, `destination-refused`, `cancelled`.
 */
export async function writeToFolder<T>(into: OutputFolder, volume: string | null, work: StoreWork<T>): Promise<T> {
  const folder = into.path;
  const guard = await guardPlace(folder, volume);
  if (work.atLeastBytes !== undefined) await refuseFull(folder, work.atLeastBytes);
  await removeLeftovers(folder);
  const output = await into.file(work.name).catch((error: unknown) => {
    throw fileSystemError(error, 'open');
  });
  const temporary = output.newTemporaryPath();
  const { path } = output;
  let made: string | null = null;
  let step: FileStep = 'open';
  try {
    const handle = await open(temporary, constants.O_RDWR | constants.O_CREAT | constants.O_EXCL, 0o600);
    made = temporary;
    step = 'write';
    const written = await fillDurably(handle, work);
    step = 'read-back';
    await refuseChanged(temporary, work.signal);
    await rehearseThere(temporary, written, work);
    step = 'rename';
    await guard.check();
    const { size } = await stat(temporary);
    await output.place(temporary);
    made = path;
    await refuseMissing(path, size, guard);
    return written;
  } catch (error) {
    const failure = await nameFailure(error, step, guard, made !== null);
    if (made !== null) await unlink(made).catch(() => undefined);
    throw failure;
  }
}

/** A full or failing device may report errors only at fsync or close. */
async function fillDurably<T>(handle: FileHandle, { write }: StoreWork<T>): Promise<T> {
  try {
    const written = await write(handle);
    await handle.sync();
    return written;
  } finally {
    await handle.close();
  }
}

async function refuseChanged(path: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    const inMemory = await hashPlainly(path, signal);
    const onMedium = await hashFromMedium(path, signal);
    if (inMemory.sha256 !== onMedium.sha256) throw new AppError('drive-failing', { problem: 'differs' });
  } catch (error) {
    if (signal?.aborted === true) throw new AppError('cancelled');
    throw error;
  }
}

/** The child's errors have no errno. On failure, read the medium again to get one. */
async function rehearseThere<T>(path: string, written: T, { rehearse, signal }: StoreWork<T>): Promise<void> {
  try {
    await rehearse(path, written);
  } catch (error) {
    if (signal?.aborted !== true) await hashFromMedium(path);
    throw error;
  }
}

async function refuseMissing(path: string, size: number, guard: PlaceGuard): Promise<void> {
  await guard.check();
  const found = await stat(path, { bigint: true });
  if (found.dev !== guard.device) throw new AppError('drive-gone', { cause: 'EXDEV' });
  if (!found.isFile() || Number(found.size) !== size) throw new AppError('drive-failing', { problem: 'differs' });
}

/** A vanished drive causes various errors, so `drive-gone` takes precedence. */
async function nameFailure(error: unknown, step: FileStep, guard: PlaceGuard, begun: boolean): Promise<unknown> {
  const failure = fileSystemError(error, step);
  if (!begun || (failure instanceof AppError && failure.code === 'cancelled')) return failure;
  try {
    await guard.check();
    return failure;
  } catch (gone) {
    return gone;
  }
}

async function refuseFull(folder: string, needed: number): Promise<void> {
  const room = await statfs(folder).catch(() => null);
  if (!room || room.blocks === 0) return;
  const free = room.bavail * room.bsize;
  if (free < needed) throw new AppError('disk-full', { needed, free });
}

async function removeLeftovers(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      if (!leftoverName.test(name)) continue;
      const leftover = join(folder, name);
      if (Date.now() - (await stat(leftover)).mtimeMs > leftoverAgeMs) await unlink(leftover);
    }
  } catch {
    // Writing the file will report the error.
  }
}
