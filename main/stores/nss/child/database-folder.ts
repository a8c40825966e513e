// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmdirSync } from 'node:fs';
import { AppError } from '../../../../shared/domain/errors/app-error.ts';

/** Errors: `store-read-only`, `disk-full`. */
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

/** Even an empty `~/.pki/nssdb` would hide the XDG database from Chromium. */
export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Not empty, or already gone.
  }
}
