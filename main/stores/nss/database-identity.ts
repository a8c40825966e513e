// SPDX-License-Identifier: Apache-2.0
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { keyFile } from './child/file-names.ts';

/** Key file's inode, else canonical folder. */
export function databaseIdentity(folder: string): string {
  const keys = statSync(path.join(folder, keyFile), { bigint: true, throwIfNoEntry: false });
  if (keys !== undefined) return `${keys.dev}:${keys.ino}`;
  try {
    return realpathSync(folder);
  } catch {
    return path.resolve(folder);
  }
}
