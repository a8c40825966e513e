// SPDX-License-Identifier: Apache-2.0
import { open, readFile, readdir, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutputFile } from './output-file.ts';
import { asDestinationError } from './refusal.ts';

/** What `newTemporaryPath` makes. */
const temporaryPattern = /^\.certsteward-[0-9a-f-]{36}\.part$/;
/** A write takes seconds; what is older was left by a process that was killed. */
const leftoverAgeMs = 60 * 60 * 1000;

/**
 * Temp -> fsync -> verify -> rename -> fsync folder (DESIGN, "Data that must never be lost"). `verify` is given the
 * bytes as read back from the disk and throws when they are not what was meant; then nothing remains.
 * Errors: those of `OutputFile.place`, or what `verify` throws. Mode 0600.
 */
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

/** X08: what killed exports left in this folder. Never in the way of the export that is asked for now. */
async function removeLeftovers(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      if (!temporaryPattern.test(name)) continue;
      const leftover = join(folder, name);
      if (Date.now() - (await stat(leftover)).mtimeMs > leftoverAgeMs) await unlink(leftover);
    }
  } catch {
    // The write itself says what is wrong with the folder.
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
