// SPDX-License-Identifier: Apache-2.0
import { stat } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { volumeOf } from './find-volume.ts';
import { fileSystemError } from './file-system-error.ts';

export interface PlaceGuard {
  /** st_dev. */
  readonly device: bigint;
  check(): Promise<void>;
}

/** `volume` is the required UUID, or null for any. Errors: `drive-gone`, those of `fileSystemError`. */
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
      // The drive is gone, and a rename would write to the empty mount point.
      if (now !== device) throw new AppError('drive-gone', { place: folder, cause: 'EXDEV' });
    },
  };
}

async function deviceOf(folder: string): Promise<bigint> {
  const found = await stat(folder, { bigint: true });
  if (!found.isDirectory()) throw new AppError('destination-unwritable', { cause: 'ENOTDIR' });
  return found.dev;
}
