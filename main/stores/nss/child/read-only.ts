// SPDX-License-Identifier: Apache-2.0
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';
import { certificateFile, keyFile } from './file-names.ts';

const anyoneMayWrite = 0o222;

/** Missing write bits count even for root, who could write anyway. */
export function isReadOnly(folder: string): boolean {
  return [folder, path.join(folder, certificateFile), path.join(folder, keyFile)].some((file) => {
    if (!existsSync(file)) return false;
    if ((statSync(file).mode & anyoneMayWrite) === 0) return true;
    try {
      accessSync(file, constants.W_OK);
      return false;
    } catch {
      return true;
    }
  });
}

export function refuseReadOnly(folder: string): void {
  if (isReadOnly(folder)) throw new AppError('store-read-only');
}
