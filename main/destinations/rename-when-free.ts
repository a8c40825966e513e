// SPDX-License-Identifier: Apache-2.0
import { open, rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { refusal } from './refusal.ts';

/** Milliseconds. Virus scanners hold files only briefly. */
const pauses = [50, 100, 200, 400] as const;

/** Errors on Windows if the target is open (libuv, src/win/error.c). */
const heldErrors: ReadonlySet<string> = new Set(['EBUSY', 'EPERM', 'EACCES']);

export interface RenameSystem {
  rename(from: string, to: string): Promise<void>;
  tryOpen(path: string): Promise<void>;
  pause(ms: number): Promise<unknown>;
}

const ownSystem: RenameSystem = {
  rename,
  tryOpen: async (path) => (await open(path, 'r+')).close(),
  pause: setTimeout,
};

/**
 * Windows cannot replace open files, so this retries, then throws `destination-refused` (`in-use`) or the system's
 * error. `check` runs before each attempt.
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

/** If writing is permitted, an open handle must have prevented the rename. EBUSY is a sharing violation. */
async function isOpenElsewhere(path: string, { tryOpen }: RenameSystem): Promise<boolean> {
  return await tryOpen(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code === 'EBUSY',
  );
}
