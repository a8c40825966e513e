import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createPowerPresence } from '../../../main/hosts/electron/power-presence.ts';
import { createClockPresence, sleepGapMs } from '../../../main/hosts/node/clock-presence.ts';

/** Electron itself does not run here: its power monitor is played by an emitter. */
function power(idleSeconds: () => number) {
  return Object.assign(new EventEmitter(), { getSystemIdleTime: idleSeconds });
}

function clocks() {
  const at = { ms: 0, tick: () => {} };
  const presence = createClockPresence({
    monotonic: () => at.ms,
    wall: () => at.ms,
    every: (_, tick) => (at.tick = tick),
  });
  return { at, presence };
}

test.each(['win32', 'darwin'] as const)(
  '[K03] (mock of Electron’s powerMonitor) on %s sleep, screen lock and user switching count as away, idle is the system’s',
  (platform) => {
    let idleSeconds = 90;
    const monitor = power(() => idleSeconds);
    const presence = createPowerPresence(monitor, platform, clocks().presence);
    let away = 0;
    presence.onAway(() => (away += 1));
    expect(presence.idleMs()).toBe(90_000);
    idleSeconds = 0;
    expect(presence.idleMs()).toBe(0);
    for (const event of ['suspend', 'lock-screen', 'user-did-resign-active', 'resume']) monitor.emit(event);
    expect(away).toBe(3);
  },
);

test('[K03] (mock of Electron’s powerMonitor) on Linux the page’s own use counts, since the system’s idle time is always 0 there', () => {
  const monitor = power(() => 0);
  const { at, presence: byClocks } = clocks();
  const presence = createPowerPresence(monitor, 'linux', byClocks);
  let away = 0;
  presence.onAway(() => (away += 1));
  at.ms = 600_000;
  expect(presence.idleMs()).toBe(600_000);
  presence.noteActivity();
  expect(presence.idleMs()).toBe(0);
  monitor.emit('suspend');
  expect(away).toBe(1);
  at.ms += sleepGapMs + 1;
  at.tick();
  expect(away).toBe(2);
});
