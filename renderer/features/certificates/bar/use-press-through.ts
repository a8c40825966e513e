// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect } from 'react';

/** A press outside an open menu only closes it. On a filter chip, it also counts. */
export function usePressThrough(isOpen: boolean, popover: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const pressed = ({ target, clientX, clientY }: MouseEvent): void => {
      if (target instanceof Node && popover.current?.contains(target) === true) return;
      const chip = chipAt(clientX, clientY);
      // React Aria closes the menu on this event, and would stop a press before.
      if (chip !== undefined) setTimeout(() => chip.click());
    };
    window.addEventListener('click', pressed, true);
    return () => window.removeEventListener('click', pressed, true);
  }, [isOpen, popover]);
}

function chipAt(x: number, y: number): HTMLElement | undefined {
  const chips = document.querySelectorAll<HTMLElement>('[data-filter-chips] :is(label, button)');
  return [...chips].find((chip) => {
    const { left, right, top, bottom } = chip.getBoundingClientRect();
    return x >= left && x < right && y >= top && y < bottom;
  });
}
