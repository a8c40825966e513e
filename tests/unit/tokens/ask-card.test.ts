// SPDX-License-Identifier: Apache-2.0
import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { askCard } from '../../../main/tokens/child/piv/ask-card.ts';

const connections = vi.hoisted((): ((error: null, value: number) => void)[] => []);
vi.mock('../../../main/tokens/child/piv/pcsc.ts', () => ({
  check: () => undefined,
  readerNamed: () => Buffer.alloc(0),
  scopeSystem: 0,
  shareShared: 0,
  protocols: 0,
  leaveCard: 0,
  pcscLite: () => ({
    establish: () => 0,
    release: () => 0,
    connect: { async: (...values: unknown[]) => void connections.push(values.at(-1) as (typeof connections)[number]) },
    disconnect: { async: (...values: unknown[]) => (values.at(-1) as (typeof connections)[number])(null, 0) },
  }),
}));

test('[T06] waits for an earlier request and the card within one common time limit', async () => {
  expect(await askCard('reader', 1, async () => 'first')).toBe('held');
  const second = askCard('reader', 600, async () => 'second');
  const tooLong = setTimeout(900, 'too long');
  await setTimeout(400);
  // Ends the first request. The second one is never answered.
  connections[0]?.(null, 0);
  expect(await Promise.race([second, tooLong])).toBe('held');
  expect(connections).toHaveLength(2);
});
