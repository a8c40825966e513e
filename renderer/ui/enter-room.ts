// SPDX-License-Identifier: Apache-2.0
import type { RoomName } from '../state/route-store.ts';

const framesForRows = 60;

export function focusWithRing(element: HTMLElement | null): void {
  if (element === null) return;
  element.blur();
  element.dataset['focusVisible'] = '';
  element.addEventListener('blur', () => delete element.dataset['focusVisible'], { once: true });
  element.focus({ preventScroll: true });
}

/** Focuses the room, then in `certificates` a row once loaded, unless focus moved. */
export function enterRoom(room: RoomName, framesLeft = framesForRows): void {
  requestAnimationFrame(() => {
    const main = document.querySelector<HTMLElement>('main');
    if (main === null) return;
    if (framesLeft === framesForRows) focusWithRing(main);
    if (room !== 'certificates' || document.activeElement !== main) return;
    const row = main.querySelector<HTMLElement>('[role="row"][tabindex="0"]');
    if (row !== null) row.focus();
    else if (framesLeft > 0) enterRoom(room, framesLeft - 1);
  });
}
