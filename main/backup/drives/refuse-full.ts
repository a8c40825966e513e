// SPDX-License-Identifier: Apache-2.0
import { statfs } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Throws `disk-full`. Some network file systems report all zeros: left to the write. */
export async function refuseFull(folder: string, needed: number): Promise<void> {
  const room = await statfs(folder).catch(() => null);
  if (!room || room.blocks === 0) return;
  const free = room.bavail * room.bsize;
  if (free < needed) throw new AppError('disk-full', { needed, free });
}
