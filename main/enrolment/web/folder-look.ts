// SPDX-License-Identifier: Apache-2.0
import { lstat, opendir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { maxImportBytes } from '../../../shared/domain/imports/import-limits.ts';

export interface SeenFile {
  readonly name: string;
  readonly bytes: number;
  /** Milliseconds. Not just the mtime, which a moved file keeps. */
  readonly arrivedMs: number;
  readonly version: string;
}

/** FAT rounds times down to multiples of two seconds. */
const coarseMs = 2000;

export function isNew({ arrivedMs }: SeenFile, sinceMs: number): boolean {
  return arrivedMs >= sinceMs - coarseMs;
}

const maxNames = 20_000;
const atOnce = 32;

const partial = /\.(?:crdownload|part|partial|download|opdownload|tmp)$/i;

/** Skips sub-folders, links, and hidden, partial, empty or oversized files. Throws the system's errors. */
export async function lookInto(folder: string): Promise<SeenFile[]> {
  const names = await namesIn(folder);
  const all = new Set(names);
  // Firefox creates an empty file next to the `.part` file.
  const whole = names.filter((name) => !isOnItsWay(name) && !all.has(`${name}.part`) && !all.has(`${name}.crdownload`));
  const seen: SeenFile[] = [];
  for (let at = 0; at < whole.length; at += atOnce) {
    const some = await Promise.all(whole.slice(at, at + atOnce).map(async (name) => fileAt(folder, name)));
    seen.push(...some.filter((each) => each !== null));
  }
  return seen;
}

function isOnItsWay(name: string): boolean {
  return name.startsWith('.') || partial.test(name);
}

async function namesIn(folder: string): Promise<string[]> {
  const names: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (names.length >= maxNames) break;
    // Some file systems report no type, so `fileAt` checks again.
    if (!entry.isDirectory() && !entry.isSymbolicLink()) names.push(entry.name);
  }
  return names;
}

/** Returns null if the file is gone, not regular, empty or oversized. */
export async function fileAt(folder: string, name: string): Promise<SeenFile | null> {
  const found = await lstat(join(folder, name)).catch(() => null);
  if (found === null || !found.isFile() || found.size === 0 || found.size > maxImportBytes) return null;
  const { ino, size, mtimeMs, ctimeMs, birthtimeMs } = found;
  return {
    name,
    bytes: size,
    arrivedMs: Math.max(mtimeMs, ctimeMs, birthtimeMs),
    version: `${ino} ${size} ${mtimeMs}`,
  };
}

/** Errors: `file-unreadable`. */
export async function realFolder(folder: string): Promise<string> {
  try {
    if (!(await stat(folder)).isDirectory()) throw new AppError('file-unreadable', { file: folder, cause: 'ENOTDIR' });
    return await realpath(folder);
  } catch (error) {
    if (error instanceof AppError) throw error;
    const cause = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new AppError('file-unreadable', { file: folder, cause });
  }
}
