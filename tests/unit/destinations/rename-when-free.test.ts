import { expect, test } from 'vitest';
import { renameWhenFree } from '../../../main/destinations/rename-when-free.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** Answers in turn; null: it works. */
function system(renames: readonly (string | null)[], opens: string | null = null) {
  const left = [...renames];
  const pauses: number[] = [];
  return {
    pauses,
    left,
    rename: async () => {
      const code = left.shift() ?? null;
      if (code !== null) throw failure(code);
    },
    tryOpen: async () => {
      if (opens !== null) throw failure(opens);
    },
    pause: async (ms: number) => void pauses.push(ms),
  };
}

const always = (code: string) => Array.from({ length: 5 }, () => code);

test('[F06] replaces a file on Windows as soon as a virus scanner lets go of it', async () => {
  const busy = system(['EBUSY', 'EPERM', 'EACCES', null]);
  await renameWhenFree('a', 'b', busy);
  expect([busy.pauses.length, busy.left]).toEqual([3, []]);
});

test('[F06] says that a file is open in another program when it stays open', async () => {
  const refused = { code: 'destination-refused', details: { reason: 'in-use' } };
  await expect(renameWhenFree('a', 'b', system(always('EBUSY'), 'EBUSY'))).rejects.toMatchObject(refused);
  // Open for reading and writing by a program that shares both, but not its removal.
  await expect(renameWhenFree('a', 'b', system(always('EPERM')))).rejects.toMatchObject(refused);
});

test('[F06] blames no other program for missing rights or a full disk', async () => {
  await expect(renameWhenFree('a', 'b', system(always('EPERM'), 'EPERM'))).rejects.toMatchObject({ code: 'EPERM' });
  const full = system(['ENOSPC']);
  await expect(renameWhenFree('a', 'b', full)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(full.pauses).toEqual([]);
});
