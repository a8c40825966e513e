// SPDX-License-Identifier: Apache-2.0
import type { PowerMonitor } from 'electron';
import type { Presence } from '../../presence.ts';

/** Electron's idle time is 0 in some Linux sessions (electron#34826), so `clock` replaces it. */
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
