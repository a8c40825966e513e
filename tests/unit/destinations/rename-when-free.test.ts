// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { renameWhenFree } from '../../../main/destinations/rename-when-free.ts';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

/** Results of successive renames. Null is success. */
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

const unchanged = async (): Promise<void> => undefined;
const always = (code: string) => Array.from({ length: 5 }, () => code);

test('[F06] replaces a file on Windows as soon as a virus scanner lets go of it', async () => {
  const busy = system(['EBUSY', 'EPERM', 'EACCES', null]);
  await renameWhenFree('a', 'b', unchanged, busy);
  expect({ pauses: busy.pauses.length, left: busy.left }).toEqual({ pauses: 3, left: [] });
});

test('[F06] says that a file is open in another program when it stays open', async () => {
  const refused = { code: 'destination-refused', details: { reason: 'in-use' } };
  await expect(renameWhenFree('a', 'b', unchanged, system(always('EBUSY'), 'EBUSY'))).rejects.toMatchObject(refused);
  // Opened by a program that shares reading and writing, but not deletion.
  await expect(renameWhenFree('a', 'b', unchanged, system(always('EPERM')))).rejects.toMatchObject(refused);
});

test('[F06] blames no other program for missing rights or a full disk', async () => {
  await expect(renameWhenFree('a', 'b', unchanged, system(always('EPERM'), 'EPERM'))).rejects.toMatchObject({
    code: 'EPERM',
  });
  const full = system(['ENOSPC']);
  await expect(renameWhenFree('a', 'b', unchanged, full)).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(full.pauses).toEqual([]);
});

test('[F06] [X12] checks the target before each try, and keeps a file that appeared meanwhile', async () => {
  const busy = system(['EBUSY', null]);
  let looks = 0;
  const appeared = async (): Promise<void> => {
    looks += 1;
    if (looks > 1) throw failure('file-exists');
  };
  await expect(renameWhenFree('a', 'b', appeared, busy)).rejects.toMatchObject({ code: 'file-exists' });
  expect(busy.left).toEqual([null]);
});
