// SPDX-License-Identifier: Apache-2.0
import { realpath, stat } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import { fileSystemError } from './file-system-error.ts';
import { volumeOf } from './find-volume.ts';

/**
 * A drive that is not plugged in leaves its folder behind on some systems, and a backup written into that lands on the
 * computer that it should outlive. `former`: UUIDs of the drives that this folder lay on when backups went there before.
 * Returns the UUID of the drive it lies on now, null where it lies on none or that cannot be told. Throws `place-changed`
 * when it lay on a drive and now lies neither on one of those, nor on another removable one, nor is it itself the
 * mount point of something; as `fileSystemError` names it when the folder cannot be looked at.
 */
export async function refuseBareMountPoint(folder: string, former: readonly string[]): Promise<string | null> {
  await stat(folder).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw fileSystemError(error, 'open');
  });
  const now = await volumeOf(folder);
  const uuid = now?.uuid ?? null;
  if (former.length === 0 || (uuid !== null && former.includes(uuid))) return uuid;
  const isMountPoint = now !== null && now.mountPoint === (await realpath(folder).catch(() => null));
  if (now?.removable === true || isMountPoint) return uuid;
  throw new AppError('place-changed', { place: folder });
}
