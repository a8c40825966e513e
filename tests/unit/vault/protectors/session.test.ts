// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createSession } from '../../../../main/vault/protectors/session.ts';

test('[K03] [B08] aborts running work on a lock, but not on another unlock or a new identity', async () => {
  let recipient = 'age1first';
  const session = createSession({ recipient: () => recipient });
  session.open(Uint8Array.of(1), 'age1first');
  await session.use(async (identity, locked) => {
    session.open(Uint8Array.of(2), 'age1first');
    recipient = 'age1next';
    session.open(Uint8Array.of(3), 'age1next');
    expect(locked.aborted).toBe(false);
    session.close();
    expect(locked.aborted).toBe(true);
    // Each task has a separate copy, zeroed when it ends.
    expect([...identity]).toEqual([1]);
    return await Promise.resolve();
  });
  session.open(Uint8Array.of(4), 'age1next');
  await session.use(async (_identity, locked) => await Promise.resolve(expect(locked.aborted).toBe(false)));
});

test('[K03] zeroes the bytes of an open identity on a lock and when another one replaces it', () => {
  const session = createSession({ recipient: () => 'age1one' });
  const [first, second] = [Uint8Array.of(1, 2), Uint8Array.of(3, 4)];
  session.open(first, 'age1one');
  session.open(second, 'age1one');
  expect([...first]).toEqual([0, 0]);
  session.close();
  expect([...second]).toEqual([0, 0]);
});
