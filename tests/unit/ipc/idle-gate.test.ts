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

describe('the idle gate', () => {
  test('[L07] opens half a second after the last keystroke, and not between two', async () => {
    const came = await comesAfter(2000);
    expect(came).toBeGreaterThanOrEqual(2400);
    expect(came).toBeLessThan(3000);
  });

  test('[L07] [V01] delays work for at most five seconds under constant input', async () => {
    const came = await comesAfter(60_000);
    expect(came).toBeGreaterThanOrEqual(5000);
    expect(came).toBeLessThan(5500);
  });

  test('[L07] opens at once after a long pause, but not before the first request', async () => {
    expect(await comesAfter(0, 1000)).toBe(0);
    expect(await comesAfter(0)).toBe(500);
  });

  test('[U05] ends the wait when the app ends', async () => {
    const idleGate = createIdleGate();
    const end = new AbortController();
    const waiting = idleGate.idle(end.signal);
    end.abort();
    await expect(waiting).rejects.toThrow();
  });
});
