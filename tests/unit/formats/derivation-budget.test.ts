// SPDX-License-Identifier: Apache-2.0
import type * as nodeCrypto from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';
import { inspectBytes } from '../../../main/formats/inspect/inspect-bytes.ts';
import { defaultLimits } from '../../../main/formats/inspect/inspection.ts';
import { pemBlock } from '../../../main/formats/writers/write-pem.ts';
import { slowKey } from '../../support/formats/slow-key.ts';

const derived = vi.hoisted(() => ({ rounds: 0 }));

/** Counts the rounds instead of running them. */
vi.mock('node:crypto', async (load) => ({
  ...(await load<typeof nodeCrypto>()),
  pbkdf2Sync: (_password: Uint8Array, _salt: Uint8Array, rounds: number, length: number) => {
    derived.rounds += rounds;
    return Buffer.alloc(length, 1);
  },
}));

beforeEach(() => void (derived.rounds = 0));

test('[F07] all keys of one file share one derivation budget', async () => {
  const keys = Array.from({ length: 60 }, () => pemBlock('ENCRYPTED PRIVATE KEY', slowKey(1_000_000)));
  const { diagnosis } = await inspectBytes(Buffer.concat(keys), { password: 'x' });
  expect(diagnosis).toEqual({ code: 'limit-exceeded', limit: 'iterations' });
  expect(derived.rounds).toBeLessThanOrEqual(defaultLimits.maxWork);
});

test('[F07] every encoding of a password counts towards the budget', async () => {
  await inspectBytes(slowKey(3_000_000), { password: '密码é' });
  expect(derived.rounds).toBeLessThanOrEqual(defaultLimits.maxWork / 4);
});

test('[F01] [F07] a file with three derivations of two million rounds each is read', async () => {
  const keys = Array.from({ length: 3 }, () => pemBlock('ENCRYPTED PRIVATE KEY', slowKey(2_000_000)));
  const { diagnosis } = await inspectBytes(Buffer.concat(keys), { password: 'x' });
  expect({ diagnosis: diagnosis.code, rounds: derived.rounds }).toEqual({
    diagnosis: 'wrong-password',
    rounds: 6_000_000,
  });
});
