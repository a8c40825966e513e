// SPDX-License-Identifier: Apache-2.0
import { open, readFile, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputFile } from './output-file.ts';
import { asDestinationError } from './refusal.ts';

/** Matches `newTemporaryPath`. */
const temporaryPattern = /^\.certsteward-[0-9a-f-]{36}\.part$/;
const leftoverAgeMs = 60 * 60 * 1000;

/** Writes a temporary file (mode 0600), syncs, verifies, renames, and syncs the folder. */
export async function writeVerifiedFile(
  output: OutputFile,
  bytes: Uint8Array,
  verify: (readBack: Uint8Array) => Promise<void>,
): Promise<void> {
  const temporary = output.newTemporaryPath();
  await removeLeftovers(output.folder);
  try {
    await writeDurably(temporary, bytes);
    await verify(await readFile(temporary));
    await output.place(temporary);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw asDestinationError(error);
  }
}

async function removeLeftovers(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      if (!temporaryPattern.test(name)) continue;
      const leftover = join(folder, name);
      if (Date.now() - (await stat(leftover)).mtimeMs > leftoverAgeMs) await unlink(leftover);
    }
  } catch {
    // Leftovers don't prevent writing.
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
