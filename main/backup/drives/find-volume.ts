// SPDX-License-Identifier: Apache-2.0
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { listVolumes, type Volume } from './list-drives.ts';
import { mountOf, mountTable } from './mount-table.ts';

/** Returns null if unknown, as for the root and network file systems, and outside Linux. */
export async function volumeOf(folder: string): Promise<Volume | null> {
  const path = await realpath(folder).catch(() => null);
  if (path === null) return null;
  const mount = mountOf(path, await mountTable());
  if (!mount || mount.mountPoint === '/' || mount.root !== '/') return null;
  const volumes = await listVolumes();
  return volumes.find(({ mountPoint }) => mountPoint === mount.mountPoint) ?? null;
}

/** Combines the mount point with each tail of `folder`, longest first, since the drive may be mounted elsewhere. */
export async function foldersOnVolume(uuid: string, folder: string): Promise<string[]> {
  const mounted = (await listVolumes()).filter((volume) => volume.uuid === uuid);
  return mounted.flatMap(({ mountPoint }) => endsOf(folder).map((end) => join(mountPoint, end)));
}

/** Turns `/a/b/c` into `b/c`, `c` and the empty path. */
export function endsOf(folder: string): string[] {
  const names = folder.split('/').filter((name) => name !== '');
  return names.map((_, index) => names.slice(index + 1).join('/'));
}
