// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createIdleGate } from '../../../main/ipc/idle-gate.ts';

/** Queries every 50 ms while a person types. Returns the gate's delay in milliseconds. */
async function comesAfter(typingMs: number, restMs = 0): Promise<number> {
  let at = 0;
  const wait = async (ms: number) => {
    for (const end = at + ms; at < end; at += 50) if (at < typingMs) idleGate.asked();
  };
  const idleGate = createIdleGate({ now: () => at, wait });
  at += restMs;
  await idleGate.idle();
  return at - restMs;
}

describe('a quiet moment', () => {
  test('[L07] comes half a second after the last letter, and not between two', async () => {
    const came = await comesAfter(2000);
    expect(came).toBeGreaterThanOrEqual(2400);
    expect(came).toBeLessThan(3000);
  });

  test('[L07] [V01] whoever goes on and on keeps nothing waiting for more than five seconds', async () => {
    const came = await comesAfter(60_000);
    expect(came).toBeGreaterThanOrEqual(5000);
    expect(came).toBeLessThan(5500);
  });

  test('[L07] it is there at once when nothing was asked for long, but not before the window asked at all', async () => {
    expect(await comesAfter(0, 1000)).toBe(0);
    expect(await comesAfter(0)).toBe(500);
  });

  test('[U05] an end of the app ends the waiting', async () => {
    const idleGate = createIdleGate();
    const end = new AbortController();
    const waiting = idleGate.idle(end.signal);
    end.abort();
    await expect(waiting).rejects.toThrow();
  });
});
