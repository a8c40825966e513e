// SPDX-License-Identifier: Apache-2.0
import { lstat, opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { maxImportBytes } from '../../../shared/domain/import-limits.ts';

/** A regular file as it lies in a folder now. */
export interface SeenFile {
  readonly name: string;
  readonly bytes: number;
  /** The latest of its times, in milliseconds: a file that was moved here keeps its own, but not that of its change. */
  readonly arrivedMs: number;
  /** Another one once its content may have changed. */
  readonly version: string;
}

/** FAT keeps times to two seconds, rounded down. */
const coarseMs = 2000;

/** Whether it came after a moment, in milliseconds of the clock of the files. */
export function isNew({ arrivedMs }: SeenFile, sinceMs: number): boolean {
  return arrivedMs >= sinceMs - coarseMs;
}

/** More names than that are left alone: no folder of downloads that anybody looks after is as long. */
const maxNames = 20_000;
const atOnce = 32;

/** What browsers call a file while it is on its way (Chromium, Firefox, Edge and Safari, Opera). */
const partial = /\.(?:crdownload|part|partial|download|opdownload|tmp)$/i;

/**
 * The files of a folder that may be whole certificate files: no sub-folders, no links (they lead out of it), nothing
 * that is on its way, empty, or larger than what is read. Throws the system's error when the folder is not there.
 */
export async function lookInto(folder: string): Promise<SeenFile[]> {
  const names = await namesIn(folder);
  const all = new Set(names);
  // Firefox puts an empty file under the name itself while the content grows beside it.
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
    // Some file systems do not tell; `lstat` will.
    if (!entry.isDirectory() && !entry.isSymbolicLink()) names.push(entry.name);
  }
  return names;
}

/** Null for one that is gone again, or no file for us. */
async function fileAt(folder: string, name: string): Promise<SeenFile | null> {
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
