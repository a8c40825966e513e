// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import {
  access,
  lstat,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  stat,
  unlink,
  type FileHandle,
} from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { StoreReason } from '../../../shared/domain/errors/error-reasons.ts';
import { makeFolder, removeIfEmpty } from '../nss/child/database-folder.ts';
import type { ListText } from './module-list.ts';

export const listFile = 'pkcs11.txt';
/** Ten modules take 2 kB. */
const maxBytes = 256 * 1024;
const anyoneMayWrite = 0o222;
const leftover = /^\.certsteward-[0-9a-f-]{36}\.part$/;
const leftoverAgeMs = 60 * 60 * 1000;

/**
 * Returns an empty list if the file is missing.
 * @throws `store-damaged` (not a file, or too large), `store-read-only` (not readable)
 */
export async function readList(folder: string): Promise<ListText> {
  const file = path.join(folder, listFile);
  let handle: FileHandle;
  try {
    // Opening a FIFO would otherwise never return.
    handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && (await lstat(file).catch(() => null)) === null) return '';
    throw new AppError(code === 'EACCES' || code === 'EPERM' ? 'store-read-only' : 'store-damaged', {
      reason: code ?? null,
    });
  }
  try {
    const stats = await handle.stat();
    if (!stats.isFile() || stats.size > maxBytes) throw new AppError('store-damaged', { reason: 'pkcs11.txt' });
    const bytes = Buffer.alloc(maxBytes);
    const { bytesRead } = await handle.read(bytes, 0, maxBytes, 0);
    return bytes.toString('latin1', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Replaces the list atomically, or deletes it if `text` is empty.
 * @throws `store-refused` (link, another account's file, old secmod.db, other I/O errors), `store-read-only`,
 * `store-damaged`, `store-locked` (differs from `before`), `disk-full`
 */
export async function replaceList(folder: string, before: ListText, text: ListText): Promise<void> {
  const isNew = !existsSync(folder);
  if (isNew) makeFolder(folder);
  try {
    await replaceIn(await realpath(folder), before, text);
    if (text === '') removeIfEmpty(folder);
  } catch (error) {
    if (isNew) removeIfEmpty(folder);
    throw error instanceof AppError ? error : fileError(error);
  }
}

async function replaceIn(folder: string, before: ListText, text: ListText): Promise<void> {
  const file = path.join(folder, listFile);
  const mode = await modeToKeep(folder, file);
  await removeLeftovers(folder);
  const temporary = path.join(folder, `.certsteward-${randomUUID()}.part`);
  try {
    await writeDurably(temporary, text, mode);
    if ((await readList(folder)) !== before) throw new AppError('store-locked', { reason: 'changed meanwhile' });
    if (text !== '') await rename(temporary, file);
    else if (before !== '') await unlink(file);
  } finally {
    await unlink(temporary).catch(() => undefined);
  }
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => leftover.test(each))) {
    const file = path.join(folder, name);
    if (Date.now() - (await stat(file)).mtimeMs > leftoverAgeMs) await unlink(file);
  }
}

async function modeToKeep(folder: string, file: string): Promise<number> {
  const [around, stats] = [await stat(folder), await lstat(file).catch(() => null)];
  const isOurs = [around, stats ?? around].every(({ uid }) => uid === (process.getuid?.() ?? uid));
  if (!isOurs) throw new AppError('store-refused', { reason: 'list-not-ours' satisfies StoreReason });
  // Renaming would replace the link, not its target.
  if (stats !== null && (!stats.isFile() || stats.nlink > 1)) {
    throw new AppError('store-refused', { reason: 'list-is-link' satisfies StoreReason });
  }
  if (stats === null && existsSync(path.join(folder, 'secmod.db'))) {
    throw new AppError('store-refused', { reason: 'list-old-format' satisfies StoreReason });
  }
  // Check the mode bits, since root could write anyway.
  if ([around, stats ?? around].some(({ mode }) => (mode & anyoneMayWrite) === 0))
    throw new AppError('store-read-only');
  await access(folder, constants.W_OK);
  return stats === null ? 0o600 : stats.mode & 0o777;
}

async function writeDurably(file: string, text: ListText, mode: number): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text, 'latin1');
    await handle.chmod(mode);
    await handle.sync();
  } finally {
    await handle.close();
  }
  if ((await readFile(file, 'latin1')) !== text)
    throw new AppError('store-refused', { reason: 'list-not-written' satisfies StoreReason });
}

function fileError(error: unknown): AppError {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { reason: code });
  const isRight = code === 'EACCES' || code === 'EPERM' || code === 'EROFS';
  return new AppError(isRight ? 'store-read-only' : 'store-refused', { reason: code ?? null }, { cause: error });
}
