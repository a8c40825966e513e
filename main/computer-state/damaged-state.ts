// SPDX-License-Identifier: Apache-2.0
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';

const markerOf = (path: string): string => `${path}.replacing`;

export function isBeingReplaced(path: string): boolean {
  return existsSync(markerOf(path));
}

/**
 * Renames the file and its WAL (`state.sqlite.damaged-20261125T004200`). Call the returned function once the new file
 * is complete. Until then, a marker records that PIN counts were lost.
 */
export function setDamagedAside(path: string, now: Date): () => void {
  const marker = markerOf(path);
  const descriptor = openSync(marker, 'a', 0o600);
  fsyncSync(descriptor);
  closeSync(descriptor);
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d+Z$/g, '');
  // Rename the file last, because SQLite would replay an orphan WAL into the new file.
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, `${path}.damaged-${stamp}${suffix}`);
  }
  return () => rmSync(marker, { force: true });
}

export function damagedNames(path: string): readonly string[] {
  const folder = dirname(path);
  if (!existsSync(folder)) return [];
  const prefix = `${basename(path)}.damaged-`;
  return readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && /^\d{8}T\d{6}$/.test(name.slice(prefix.length)))
    .toSorted();
}
