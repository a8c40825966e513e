// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmdirSync } from 'node:fs';
import { AppError } from '../../../shared/domain/app-error.ts';

/** For the browser's own eyes. Errors: `store-read-only` where nothing may be made, `disk-full`. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new AppError(code === 'ENOSPC' || code === 'EDQUOT' ? 'disk-full' : 'store-read-only', {
      reason: code ?? null,
    });
  }
}

/** An empty `~/.pki/nssdb` already decides where browsers look, so that a change that came to nothing leaves none. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It holds something, or somebody removed it: not ours.
  }
}
