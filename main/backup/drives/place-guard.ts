// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import { volumeOf } from './find-volume.ts';
import { fileSystemError } from './file-system-error.ts';

/** Knows on which file system a folder was when it was made. */
export interface PlaceGuard {
  /** st_dev of the file system. */
  readonly device: bigint;
  /** Throws `drive-gone` when the folder is not there any more or lies on another file system. */
  check(): Promise<void>;
}

/**
 * `volume`: UUID of the drive that the folder must lie on, null where there is none. Throws `drive-gone` when it does not,
 * and as `fileSystemError` names it when the folder is not there or is no folder.
 */
export async function guardPlace(folder: string, volume: string | null): Promise<PlaceGuard> {
  const device = await deviceOf(folder).catch((error: unknown) => {
    throw fileSystemError(error, 'open');
  });
  if (volume !== null && (await volumeOf(folder))?.uuid !== volume) throw new AppError('drive-gone', { place: folder });
  return {
    device,
    async check() {
      let now: bigint;
      try {
        now = await deviceOf(folder);
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException;
        throw new AppError('drive-gone', { place: folder, cause: code ?? 'unknown' }, { cause: error });
      }
      // The drive went and its folder stayed: a rename would go into the bare mount point.
      if (now !== device) throw new AppError('drive-gone', { place: folder, cause: 'EXDEV' });
    },
  };
}

async function deviceOf(folder: string): Promise<bigint> {
  const found = await stat(folder, { bigint: true });
  if (!found.isDirectory()) throw new AppError('destination-unwritable', { cause: 'ENOTDIR' });
  return found.dev;
}
