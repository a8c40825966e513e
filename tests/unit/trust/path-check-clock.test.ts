// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createPathCheckClock } from '../../../main/trust/path-check-clock.ts';

const restMs = 2000;

describe('[V01] [L01] judging certificates while the app runs', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
  });

  it('runs again after a change during a run, even when that run ends soon after it', async () => {
    const ends: (() => void)[] = [];
    const checkDue = vi.fn<() => Promise<number>>(async () => {
      await new Promise<void>((resolve) => void ends.push(resolve));
      return 1;
    });
    const judged = vi.fn<() => void>();
    const clock = createPathCheckClock({ checkDue }, { pause: async () => undefined, judged, failed: expect.fail });
    onTestFinished(() => clock.close());
    clock.changed();
    await vi.advanceTimersByTimeAsync(restMs);
    clock.changed();
    await vi.advanceTimersByTimeAsync(restMs / 2);
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(restMs);
    expect(checkDue).toHaveBeenCalledTimes(2);
    ends.shift()?.();
    await vi.advanceTimersByTimeAsync(10 * restMs);
    expect(checkDue).toHaveBeenCalledTimes(2);
    expect(judged).toHaveBeenCalledTimes(2);
  });
});
