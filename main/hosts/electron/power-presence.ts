import type { PowerMonitor } from 'electron';
import type { Presence } from '../presence.ts';

/** Electron tells of sleep, of the screen lock and of fast user switching (macOS), and of input in the whole system. */
export function createPowerPresence(
  power: Pick<PowerMonitor, 'getSystemIdleTime'> & { on(event: string, listener: () => void): unknown },
): Presence {
  return {
    idleMs: () => power.getSystemIdleTime() * 1000,
    noteActivity: () => undefined,
    onAway(listener) {
      for (const event of ['suspend', 'lock-screen', 'user-did-resign-active']) power.on(event, listener);
    },
    check: () => undefined,
  };
}
