// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import type { PlaceReading } from '../../../main/stores/inventory/placements.ts';
import { createTokenReadings, type ReadTokens } from '../../../main/stores/inventory/token-readings.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

const token = (name: string): PlaceReading => ({
  store: { id: `token:${name}`, kind: 'token' },
  description: { name, running: false },
  certificates: [],
  code: null,
});

describe('[S01] the reading of tokens', () => {
  test('does not delay a list, reads once, and notifies when something changed', async () => {
    const answers: (() => void)[] = [];
    const read = vi.fn<ReadTokens>(
      async () => new Promise<PlaceReading[]>((resolve) => answers.push(() => resolve([token('a')]))),
    );
    const tell = vi.fn<() => void>();
    const tokens = createTokenReadings(read, tell);
    tokens.lookIfOld();
    tokens.lookIfOld();
    expect({ last: tokens.last(), reads: read.mock.calls.length }).toEqual({ last: [], reads: 1 });
    answers.shift()?.();
    await setImmediate();
    expect(tokens.last()).toEqual([token('a')]);
    tokens.lookIfOld();
    expect({ reads: read.mock.calls.length, notifications: tell.mock.calls.length }).toEqual({
      reads: 1,
      notifications: 1,
    });
  });

  test('keeps the same object while nothing changes, and does not notify again', async () => {
    const tell = vi.fn<() => void>();
    const tokens = createTokenReadings(async () => [token('a')], tell);
    await tokens.look();
    const before = tokens.last();
    await tokens.look();
    expect(tokens.last()).toBe(before);
    expect(tell).toHaveBeenCalledTimes(1);
  });

  test('rereads a token that changes meanwhile, and reads nothing before the first request', async () => {
    let connected = [token('a')];
    const read = vi.fn<ReadTokens>(async () => {
      const now = connected;
      await setImmediate();
      return now;
    });
    const tokens = createTokenReadings(read, () => undefined);
    tokens.changed();
    expect(read).not.toHaveBeenCalled();
    const looking = tokens.look();
    connected = [token('a'), token('b')];
    tokens.changed();
    await looking;
    await vi.waitFor(() => expect(tokens.last()).toHaveLength(2));
    expect(read).toHaveBeenCalledTimes(2);
  });

  test('keeps the list when a module fails, and passes the error to a waiting caller', async () => {
    const tokens = createTokenReadings(
      async () => Promise.reject(new AppError('module-broken')),
      () => undefined,
    );
    tokens.lookIfOld();
    await setImmediate();
    expect(tokens.last()).toEqual([]);
    await expect(tokens.look()).rejects.toMatchObject({ code: 'module-broken' });
  });
});
