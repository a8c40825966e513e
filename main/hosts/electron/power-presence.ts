// SPDX-License-Identifier: Apache-2.0
import type { PowerMonitor } from 'electron';
import type { Presence } from '../presence.ts';

/**
 * Electron tells of sleep, of the screen lock and of fast user switching (macOS), and of input in the whole system; but on
 * Linux its idle time is 0 under Wayland and elsewhere (electron#34826). `clock` tells it there, from use of the window.
 */
export function createPowerPresence(
  power: Pick<PowerMonitor, 'getSystemIdleTime'> & { on(event: string, listener: () => void): unknown },
  clock: Presence | null,
): Presence {
  return {
    idleMs: () => (clock === null ? power.getSystemIdleTime() * 1000 : clock.idleMs()),
    noteActivity: () => clock?.noteActivity(),
    onAway(listener) {
      for (const event of ['suspend', 'lock-screen', 'user-did-resign-active']) power.on(event, listener);
      clock?.onAway(listener);
    },
    check: () => clock?.check(),
  };
}
