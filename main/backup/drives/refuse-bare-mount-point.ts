// SPDX-License-Identifier: Apache-2.0
import { realpath, stat } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { fileSystemError } from './file-system-error.ts';
import { volumeOf } from './find-volume.ts';

/**
 * Some systems keep the mount folder of an unplugged drive: a backup there would be on the computer it must outlive.
 * `former`: UUIDs of earlier drives. Returns the current UUID or null. Throws `place-changed` if now neither on one of
 * those, nor on a removable drive, nor a mount point; and as `fileSystemError`.
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
