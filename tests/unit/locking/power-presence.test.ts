import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createPowerPresence } from '../../../main/hosts/electron/power-presence.ts';

/** Electron itself does not run here: its power monitor is played by an emitter. */
test('[K03] (mock of Electron’s powerMonitor) sleep, screen lock and user switching are told, idle is the system’s', () => {
  let idleSeconds = 90;
  const power = Object.assign(new EventEmitter(), { getSystemIdleTime: () => idleSeconds });
  const presence = createPowerPresence(power);
  let away = 0;
  presence.onAway(() => (away += 1));
  expect(presence.idleMs()).toBe(90_000);
  idleSeconds = 0;
  expect(presence.idleMs()).toBe(0);
  for (const event of ['suspend', 'lock-screen', 'user-did-resign-active', 'resume']) power.emit(event);
  expect(away).toBe(3);
});
