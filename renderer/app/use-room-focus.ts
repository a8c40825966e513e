// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef } from 'react';
import { focusRoom, focusWithRing } from '../ui/enter-room.ts';

/**
 * Focuses the room when it changes or its focused element is removed, so that screen readers announce it and Tab
 * continues inside. In `certificates`, the focus goes on to the selected row.
 */
export function useRoomFocus(main: RefObject<HTMLElement | null>, room: string): void {
  const before = useRef(room);
  useEffect(() => {
    if (before.current === room) return undefined;
    before.current = room;
    // Wait for the room to set its own focus.
    const frame = requestAnimationFrame(() => {
      const { activeElement } = document;
      const isInside = activeElement !== main.current && main.current?.contains(activeElement) === true;
      // Leave the focus on the rail's button or in a dialog.
      if (isInside || activeElement?.closest('[aria-current="page"], [role="dialog"]')) return;
      if (room === 'certificates') focusRoom('certificates');
      else focusWithRing(main.current);
    });
    return () => cancelAnimationFrame(frame);
  }, [main, room]);

  useEffect(() => {
    const element = main.current;
    const left = ({ target }: FocusEvent) => {
      requestAnimationFrame(() => {
        if (!(target instanceof Node) || target.isConnected || document.activeElement !== document.body) return;
        if (before.current === 'certificates') focusRoom('certificates');
        else focusWithRing(element);
      });
    };
    element?.addEventListener('focusout', left);
    element?.addEventListener('keydown', scrollFromTitle);
    return () => {
      element?.removeEventListener('focusout', left);
      element?.removeEventListener('keydown', scrollFromTitle);
    };
  }, [main]);
}

const scrolls: Readonly<Record<string, (part: HTMLElement) => number>> = {
  ArrowDown: () => 40,
  ArrowUp: () => -40,
  PageDown: ({ clientHeight }) => clientHeight * 0.9,
  PageUp: ({ clientHeight }) => clientHeight * -0.9,
  End: ({ scrollHeight }) => scrollHeight,
  Home: ({ scrollHeight }) => -scrollHeight,
};

/** The title is above the part that scrolls, so its keys would scroll nothing. */
function scrollFromTitle(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event;
  const by = scrolls[key];
  const isOnTitle = target === currentTarget || (target instanceof Element && target.matches('h1'));
  if (by === undefined || !isOnTitle || event.ctrlKey || event.metaKey || event.altKey) return;
  const parts = (currentTarget as HTMLElement).querySelectorAll<HTMLElement>('div');
  const part = [...parts].find(
    (each) => each.scrollHeight > each.clientHeight && /auto|scroll/.test(getComputedStyle(each).overflowY),
  );
  if (part === undefined || part.contains(target as Element)) return;
  event.preventDefault();
  part.scrollTop += by(part);
}
