// SPDX-License-Identifier: Apache-2.0
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { RefusedPlace } from '../../shared/domain/errors/refused-place.ts';

export interface ProtectedFolder {
  readonly folder: string;
  readonly reason: Extract<RefusedPlace, 'vault' | 'own-state'>;
}

const mostEntries = 2_000;

const identityOf = ({ dev, ino }: { readonly dev: bigint; readonly ino: bigint }): string => `${dev}:${ino}`;

/** Compares paths and inodes (bind mounts, letter case). `folder` is a real path. */
export async function reasonForFolder(
  folder: string,
  protectedFolders: readonly ProtectedFolder[],
): Promise<ProtectedFolder['reason'] | null> {
  const above = await identitiesAbove(folder);
  for (const { folder: guarded, reason } of protectedFolders) {
    const real = await realPathOf(guarded);
    if (isWithin(folder, real)) return reason;
    const inside = await identitiesWithin(real);
    if (above.some((identity) => inside.has(identity))) return reason;
  }
  return null;
}

export async function reasonForFile(
  file: string,
  protectedFolders: readonly ProtectedFolder[],
): Promise<ProtectedFolder['reason'] | null> {
  const found = await lstat(file, { bigint: true });
  if (found.nlink < 2n) return null;
  for (const { folder, reason } of protectedFolders) {
    if ((await identitiesWithin(await realPathOf(folder))).has(identityOf(found))) return reason;
  }
  return null;
}

async function identitiesAbove(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    found.push(identityOf(await stat(at, { bigint: true })));
    if (dirname(at) === at) return found;
  }
}

async function identitiesWithin(folder: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  const waiting = [folder];
  for (let at = waiting.shift(); at !== undefined && found.size < mostEntries; at = waiting.shift()) {
    const entry = await lstat(at, { bigint: true }).catch(() => null);
    if (entry === null) continue;
    found.add(identityOf(entry));
    if (!entry.isDirectory()) continue;
    const names = await readdir(at).catch(() => []);
    waiting.push(...names.map((name) => join(at, name)));
  }
  return found;
}

async function realPathOf(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    return await realpath(absolute);
  } catch {
    const parent = dirname(absolute);
    return parent === absolute ? absolute : join(await realPathOf(parent), basename(absolute));
  }
}

export function isWithin(inner: string, outer: string): boolean {
  const way = relative(outer, inner);
  return way === '' || (!isAbsolute(way) && way.split(sep)[0] !== '..');
}
