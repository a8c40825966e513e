// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createComputerState } from '../../../main/computer-state/computer-state.ts';
import type { ComputerState, TokenMemory } from '../../../main/computer-state/state-port.ts';
import { enter, isLastTry, wrongEntries } from '../../../main/tokens/service/pin-policy.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { aDevice, aReport } from './a-device.ts';

let folder: string;
let state: ComputerState;
let memory: TokenMemory;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'certsteward-pin-'));
  openAgain();
});
afterEach(() => {
  state.close();
  rmSync(folder, { recursive: true });
});

function openAgain(): void {
  state = createComputerState({ folder, now: () => new Date() });
  memory = state.tokens;
}

const entry = { who: 'user', pin: '123456', confirmedLastTry: false } as const;

function sender(outcome?: string) {
  const sent = { times: 0 };
  return {
    sent,
    send: async () => {
      sent.times += 1;
      if (outcome !== undefined) throw new AppError(outcome as 'wrong-pin');
    },
  };
}

describe('[T04] the PIN policy', () => {
  it('sends an entry once and clears the wrong entries counted before', async () => {
    const device = aDevice(aReport());
    const wrong = sender('wrong-pin');
    await expect(enter(memory, device, entry, wrong.send)).rejects.toMatchObject({
      code: 'wrong-pin',
      details: { wrong: 1 },
    });
    expect(wrong.sent.times).toBe(1);
    const right = sender();
    await enter(memory, device, entry, right.send);
    expect({ sent: right.sent.times, wrongEntries: wrongEntries(memory, device, 'user') }).toEqual({
      sent: 1,
      wrongEntries: 0,
    });
  });

  it.each([
    ['the token reports the last try', { userPinFinalTry: true }, 'pin-last-try'],
    ['the token reports that it is locked', { userPinLocked: true }, 'pin-locked'],
    ['the token has no PIN', { userPinInitialized: false }, 'pin-not-set'],
  ])('sends nothing when %s', async (_name, flags, code) => {
    const { sent, send } = sender();
    await expect(enter(memory, aDevice(aReport({ flags })), entry, send)).rejects.toMatchObject({ code });
    expect(sent.times).toBe(0);
  });

  it('sends the last try when it was confirmed', async () => {
    const { sent, send } = sender();
    const device = aDevice(aReport({ flags: { userPinFinalTry: true } }));
    await enter(memory, device, { ...entry, confirmedLastTry: true }, send);
    expect(sent.times).toBe(1);
  });

  it('treats the third entry in a row as the last try, whatever the flags say, even after a restart', async () => {
    const device = aDevice(aReport());
    for (let i = 0; i < 2; i += 1) await enter(memory, device, entry, sender('wrong-pin').send).catch(() => undefined);
    state.close();
    openAgain();
    const { sent, send } = sender();
    await expect(enter(memory, device, entry, send)).rejects.toMatchObject({ code: 'pin-last-try' });
    expect({ sent: sent.times, isLastTry: isLastTry(memory, device, 'user') }).toEqual({ sent: 0, isLastTry: true });
  });

  it.each(['module-stopped', 'token-removed', 'internal'])(
    'counts an entry that ended in %s as wrong',
    async (code) => {
      const device = aDevice(aReport());
      await expect(enter(memory, device, entry, sender(code).send)).rejects.toMatchObject({ code });
      expect(wrongEntries(memory, device, 'user')).toBe(1);
    },
  );

  it.each(['module-paused', 'token-not-found'])('counts no wrong entry after %s', async (code) => {
    const device = aDevice(aReport());
    await expect(enter(memory, device, entry, sender(code).send)).rejects.toMatchObject({ code });
    expect(wrongEntries(memory, device, 'user')).toBe(0);
  });

  it.each(['', '123', '1'.repeat(17), '密'.repeat(6)])('refuses %j for its length and sends nothing', async (pin) => {
    const { sent, send } = sender();
    await expect(enter(memory, aDevice(aReport()), { ...entry, pin }, send)).rejects.toMatchObject({
      code: 'pin-length',
    });
    expect(sent.times).toBe(0);
  });

  it('sends an entry without a PIN only when the reader has a keypad', async () => {
    const { sent, send } = sender();
    await expect(enter(memory, aDevice(aReport()), { ...entry, pin: null }, send)).rejects.toMatchObject({
      code: 'pin-needed',
    });
    await enter(
      memory,
      aDevice(aReport({ flags: { protectedAuthenticationPath: true } })),
      { ...entry, pin: null },
      send,
    );
    expect(sent.times).toBe(1);
  });

  it('counts one wrong entry under every serial number of the device', async () => {
    const device = aDevice(aReport(), aReport({ serial: '999' }));
    await enter(memory, device, entry, sender('wrong-pin').send).catch(() => undefined);
    const other = aDevice(aReport({ serial: '999' }));
    expect({ device: wrongEntries(memory, device, 'user'), other: wrongEntries(memory, other, 'user') }).toEqual({
      device: 1,
      other: 1,
    });
  });
});
