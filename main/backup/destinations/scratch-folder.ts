// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/**
 * Put only encrypted data in the folder, because a killed process leaves it behind. Errors: `disk-full`,
 * `destination-unwritable`, those of `work`.
 */
export async function withScratchFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(parent, 'certsteward-backup-')).catch((error: unknown) => {
    throw scratchError(error);
  });
  try {
    return await work(folder);
  } catch (error) {
    throw scratchError(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function scratchError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (typeof code !== 'string' || syscall === undefined) return error;
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', { cause: code });
  return new AppError('destination-unwritable', { cause: code }, { cause: error });
}
