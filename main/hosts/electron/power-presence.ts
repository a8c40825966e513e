import type { PowerMonitor } from 'electron';
import type { Presence } from '../presence.ts';

/**
 * Electron tells of sleep, of the screen lock and of fast user switching (macOS), and of input in the whole system. On Linux
 * its idle time is 0 on Wayland and on desktops without a screen saver (electron#34826): there the clocks tell it.
 */
export function createPowerPresence(
  power: Pick<PowerMonitor, 'getSystemIdleTime'> & { on(event: string, listener: () => void): unknown },
  platform: NodeJS.Platform,
  clocks: Presence,
): Presence {
  const onPower = (listener: () => void): void => {
    for (const event of ['suspend', 'lock-screen', 'user-did-resign-active']) power.on(event, listener);
  };
  if (platform === 'linux') {
    return {
      ...clocks,
      onAway(listener) {
        clocks.onAway(listener);
        onPower(listener);
      },
    };
  }
  return {
    idleMs: () => power.getSystemIdleTime() * 1000,
    noteActivity: () => undefined,
    onAway: onPower,
    check: () => undefined,
  };
}
