// SPDX-License-Identifier: Apache-2.0
import type { RoomName } from '../state/route-store.ts';

const framesForRows = 60;

let isKeyboard = false;
window.addEventListener('keydown', () => (isKeyboard = true), { capture: true });
window.addEventListener('pointerdown', () => (isKeyboard = false), { capture: true });

export function focusWithRing(element: HTMLElement | null): void {
  if (element === null) return;
  // Screen readers don't announce a focused element again unless it is blurred first.
  element.blur();
  // Titles take no input, so they show no ring (base.css).
  if (isKeyboard && !element.matches('h1')) {
    element.dataset['focusVisible'] = '';
    element.addEventListener('blur', () => delete element.dataset['focusVisible'], { once: true });
  }
  element.focus({ preventScroll: true });
}

/** Waits a frame, because the room may not be rendered yet. */
export function enterRoom(room: RoomName): void {
  requestAnimationFrame(() => focusRoom(room));
}

/** Focuses the room's title. In `certificates`, focuses a row once loaded, unless the focus has moved. */
export function focusRoom(room: RoomName): void {
  const main = document.querySelector<HTMLElement>('main');
  if (main === null) return;
  focusWithRing((room === 'certificates' ? null : titleOf(main)) ?? main);
  if (room === 'certificates') focusRow(main, framesForRows);
}

function focusRow(main: HTMLElement, framesLeft: number): void {
  if (document.activeElement !== main) return;
  const row = main.querySelector<HTMLElement>(':is([role="row"], [data-group])[tabindex="0"]');
  if (row !== null) row.focus();
  else if (framesLeft > 0) requestAnimationFrame(() => focusRow(main, framesLeft - 1));
}

function titleOf(main: HTMLElement): HTMLElement | null {
  const title = main.querySelector<HTMLElement>('h1');
  if (title !== null) title.tabIndex = -1;
  return title;
}
