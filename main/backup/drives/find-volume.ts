// SPDX-License-Identifier: Apache-2.0
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { listVolumes, type Volume } from './list-drives.ts';
import { mountOf, mountTable } from './mount-table.ts';

/**
 * The drive that a folder lies on, as it is now. Null for the file system of the system itself, which goes nowhere
 * without it, for network file systems, and where it cannot be told (other systems than Linux).
 */
export async function volumeOf(folder: string): Promise<Volume | null> {
  const path = await realpath(folder).catch(() => null);
  if (path === null) return null;
  const mount = mountOf(path, await mountTable());
  if (!mount || mount.mountPoint === '/' || mount.root !== '/') return null;
  const volumes = await listVolumes();
  return volumes.find(({ mountPoint }) => mountPoint === mount.mountPoint) ?? null;
}

/**
 * Folders where what lay in `folder` on a drive may be now, the likeliest first: the drive's mount point and as much of
 * the end of `folder` as there may have been below its former one, which nobody wrote down. Empty when the drive is not
 * here.
 */
export async function foldersOnVolume(uuid: string, folder: string): Promise<string[]> {
  const mounted = (await listVolumes()).filter((volume) => volume.uuid === uuid);
  return mounted.flatMap(({ mountPoint }) => endsOf(folder).map((end) => join(mountPoint, end)));
}

/** `/a/b/c` ends with `b/c`, `c` and nothing; all of it was below `/`, which is no drive. */
export function endsOf(folder: string): string[] {
  const names = folder.split('/').filter((name) => name !== '');
  return names.map((_, index) => names.slice(index + 1).join('/'));
}
