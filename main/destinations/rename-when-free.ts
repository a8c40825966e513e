// SPDX-License-Identifier: Apache-2.0
import { open, rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { refusal } from './refusal.ts';

/** A virus scanner or an indexer lets go of a file within a moment (ms). */
const pauses = [50, 100, 200, 400] as const;

/** What Windows answers while a program has the target open (libuv, src/win/error.c). */
const heldErrors: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);

export interface RenameSystem {
  rename(from: string, to: string): Promise<void>;
  /** Opens for reading and writing, and closes again. */
  tryOpen(path: string): Promise<void>;
  pause(ms: number): Promise<unknown>;
}

const ownSystem: RenameSystem = {
  rename,
  tryOpen: async (path) => (await open(path, 'r+')).close(),
  pause: setTimeout,
};

/**
 * On Windows no file is replaced that another program has open. Retries for a moment, then throws `destination-refused`
 * (`in-use`), or the system's error where rights are missing. `check` looks at the target again before each try.
 */
export async function renameWhenFree(
  from: string,
  to: string,
  check: () => Promise<void>,
  system: RenameSystem = ownSystem,
): Promise<void> {
  for (const pause of pauses) {
    try {
      await check();
      return await system.rename(from, to);
    } catch (error) {
      if (!isHeld(error)) throw error;
      await system.pause(pause);
    }
  }
  try {
    await check();
    await system.rename(from, to);
  } catch (error) {
    if (isHeld(error) && (await isOpenElsewhere(to, system))) throw refusal('in-use');
    throw error;
  }
}

function isHeld(error: unknown): boolean {
  return heldErrors.has((error as NodeJS.ErrnoException).code ?? '');
}

/** A file that can be opened for writing and not replaced is in use; so is one that answers EBUSY, a sharing violation. */
async function isOpenElsewhere(path: string, { tryOpen }: RenameSystem): Promise<boolean> {
  return await tryOpen(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'EBUSY',
  );
}
