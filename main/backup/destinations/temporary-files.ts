// SPDX-License-Identifier: Apache-2.0
import { readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What `OutputFile.newTemporaryPath` makes. */
const pattern = /^\.certsteward-[0-9a-f-]{36}\.part$/;
/** A backup takes minutes at most; what is older was left by a process that was killed. It is all ciphertext. */
const leftoverAgeMs = 60 * 60 * 1000;

/** X08: what killed backups left. Never in the way of the one that is asked for now. */
export async function removeLeftovers(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      if (!pattern.test(name)) continue;
      const leftover = join(folder, name);
      if (Date.now() - (await stat(leftover)).mtimeMs > leftoverAgeMs) await unlink(leftover);
    }
  } catch {
    // The write itself says what is wrong with the folder.
  }
}
