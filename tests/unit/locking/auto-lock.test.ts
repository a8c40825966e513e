// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { createClockPresence, sleepGapMs, tickMs } from '../../../main/hosts/node/clock-presence.ts';
import { checkMs, createAutoLock } from '../../../main/locking/auto-lock.ts';

function machine(limit: number | 'never' = 5) {
  const now = { monotonic: 0, wall: 1_800_000_000_000 };
  const timers: { ms: number; tick: () => void; due: number }[] = [];
  const every = (ms: number, tick: () => void) => void timers.push({ ms, tick, due: ms });
  const vault = { open: true, lockable: true };
  const seen: string[] = [];
  const state = { busy: false, limit };
  const presence = createClockPresence({ monotonic: () => now.monotonic, wall: () => now.wall, every });
  const autoLock = createAutoLock({
    presence,
    limitMinutes: () => state.limit,
    isBusy: () => state.busy,
    cancelAll: () => void seen.push('cancelled'),
    lock: async () => {
      if (!vault.open) return 'nothing-open';
      if (!vault.lockable) return 'not-lockable';
      vault.open = false;
      return 'locked';
    },
    locked: (reason) => void seen.push(reason),
    every,
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    vault,
    seen,
    state,
    presence,
    autoLock,
    async run(ms: number) {
      for (const end = now.monotonic + ms; now.monotonic < end;) {
        now.monotonic += 1000;
        now.wall += 1000;
        for (const timer of timers)
          if (now.monotonic >= timer.due) {
            timer.due = now.monotonic + timer.ms;
            timer.tick();
          }
      }
      await settle();
    },
    /** Time passes without timers: by the wall clock only (a sleep), or both clocks (a stopped process). */
    stand(ms: number, clocks: { monotonic: boolean }) {
      now.wall += ms;
      if (clocks.monotonic) now.monotonic += ms;
    },
    setWall: (ms: number) => void (now.wall += ms),
  };
}

const minutes = (count: number) => count * 60_000;

test('[K03] locks after the idle limit, not before', async () => {
  const m = machine(5);
  await m.run(minutes(5) - 1000);
  expect(m.vault.open).toBe(true);
  await m.run(checkMs + 1000);
  expect(m.vault.open).toBe(false);
  expect(m.seen).toEqual(['idle']);
});

test('[K03] activity delays the lock', async () => {
  const m = machine(5);
  await m.run(minutes(4));
  m.presence.noteActivity();
  await m.run(minutes(4));
  expect(m.vault.open).toBe(true);
  await m.run(minutes(2));
  expect(m.vault.open).toBe(false);
});

test('[K03] a changed limit applies at once; `never` disables the idle lock', async () => {
  const m = machine('never');
  await m.run(minutes(600));
  expect(m.vault.open).toBe(true);
  m.state.limit = 60;
  await m.run(checkMs);
  expect(m.vault.open).toBe(false);
});

test.each([
  ['a sleep: only the wall clock went on', false],
  ['a stopped process: both went on', true],
])('[K03] locks after %s', async (_what, monotonic) => {
  const m = machine('never');
  await m.run(minutes(1));
  m.stand(sleepGapMs + 1, { monotonic });
  await m.run(tickMs);
  expect(m.vault.open).toBe(false);
  // Work in progress ends first: it must not continue with a key.
  expect(m.seen).toEqual(['cancelled', 'away']);
});

test('[K03] locks before answering a message that waited through a sleep', async () => {
  const m = machine('never');
  await m.run(minutes(1));
  m.stand(sleepGapMs + 1, { monotonic: false });
  await m.autoLock.check();
  expect(m.vault.open).toBe(false);
});

test('[K03] does not mistake a busy moment, a short pause or a clock set back for sleep', async () => {
  const m = machine('never');
  await m.run(minutes(1));
  m.stand(sleepGapMs - tickMs - 1000, { monotonic: true });
  await m.run(tickMs);
  m.setWall(-minutes(90));
  await m.run(minutes(5));
  expect(m.vault.open).toBe(true);
  expect(m.seen).toEqual([]);
});

test('[K03] a long operation delays the lock until it ends', async () => {
  const m = machine(1);
  m.state.busy = true;
  await m.run(minutes(10));
  expect(m.vault.open).toBe(true);
  m.state.busy = false;
  await m.run(checkMs);
  expect(m.seen).toEqual(['idle']);
});

test('[K03] a vault without a passphrase never locks, and reports nothing', async () => {
  const m = machine(1);
  m.vault.lockable = false;
  await m.run(minutes(5));
  m.stand(minutes(60), { monotonic: true });
  await m.run(tickMs);
  expect(m.vault.open).toBe(true);
  expect(m.seen.filter((what) => what !== 'cancelled')).toEqual([]);
});

test('[K03] a lock from the command line is immediate, and reports if anything was open', async () => {
  const m = machine();
  expect(await m.autoLock.lockNow()).toBe('locked');
  expect(await m.autoLock.lockNow()).toBe('nothing-open');
  expect(m.seen).toEqual(['cancelled', 'asked', 'cancelled']);
});
