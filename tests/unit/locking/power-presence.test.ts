// SPDX-License-Identifier: Apache-2.0
import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createClockPresence } from '../../../main/hosts/node/clock-presence.ts';
import { createPowerPresence } from '../../../main/hosts/electron/start/power-presence.ts';

test('[K03] reports sleep, screen lock, user switching and idle time (mock of Electron’s powerMonitor)', () => {
  let idleSeconds = 90;
  const power = Object.assign(new EventEmitter(), { getSystemIdleTime: () => idleSeconds });
  const presence = createPowerPresence(power, null);
  let away = 0;
  presence.onAway(() => (away += 1));
  expect(presence.idleMs()).toBe(90_000);
  idleSeconds = 0;
  expect(presence.idleMs()).toBe(0);
  for (const event of ['suspend', 'lock-screen', 'user-did-resign-active', 'resume']) power.emit(event);
  expect(away).toBe(3);
});

test('[K03] counts window activity where the system reports no idle time', () => {
  const power = Object.assign(new EventEmitter(), { getSystemIdleTime: () => 0 });
  let now = 0;
  let tick = (): void => undefined;
  const clock = createClockPresence({
    monotonic: () => now,
    wall: () => now,
    every: (_ms, each) => void (tick = each),
  });
  const presence = createPowerPresence(power, clock);
  let away = 0;
  presence.onAway(() => (away += 1));
  now = 20_000;
  tick();
  expect(presence.idleMs()).toBe(20_000);
  presence.noteActivity();
  expect(presence.idleMs()).toBe(0);
  power.emit('suspend');
  now += 31_000;
  presence.check();
  expect(away).toBe(2);
});
