// SPDX-License-Identifier: Apache-2.0
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** As `OutputFile.newTemporaryPath`. */
const pattern = /^\.certsteward-[0-9a-f-]{36}\.part$/;
/** A backup takes minutes at most: older ones are orphans. */
const leftoverAgeMs = 60 * 60 * 1000;

/** X08. Never fails the current backup. */
export async function removeLeftovers(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      if (!pattern.test(name)) continue;
      const leftover = join(folder, name);
      if (Date.now() - (await stat(leftover)).mtimeMs > leftoverAgeMs) await unlink(leftover);
    }
  } catch {
    // The write reports it.
  }
}
