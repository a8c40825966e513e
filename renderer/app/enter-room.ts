// SPDX-License-Identifier: Apache-2.0
import type { RoomName } from '../state/route-store.ts';

/** Long enough for a first page of rows. */
const framesForRows = 60;

/**
 * After entering a room by shortcut, Tab continues at its start, or at the list's row. Leaves the focus alone once the
 * person has moved it.
 */
export function enterRoom(room: RoomName, framesLeft = framesForRows): void {
  requestAnimationFrame(() => {
    const main = document.querySelector<HTMLElement>('main');
    if (main === null) return;
    if (framesLeft === framesForRows) main.focus();
    if (room !== 'certificates' || document.activeElement !== main) return;
    const row = main.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    if (row !== null) row.focus();
    else if (framesLeft > 0) enterRoom(room, framesLeft - 1);
  });
}
