// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef } from 'react';
import { enterRoom, focusWithRing } from '../ui/enter-room.ts';

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
      if (room === 'certificates') enterRoom('certificates');
      else focusWithRing(main.current);
    });
    return () => cancelAnimationFrame(frame);
  }, [main, room]);

  useEffect(() => {
    const element = main.current;
    const left = ({ target }: FocusEvent) => {
      requestAnimationFrame(() => {
        if (!(target instanceof Node) || target.isConnected || document.activeElement !== document.body) return;
        if (before.current === 'certificates') enterRoom('certificates');
        else focusWithRing(element);
      });
    };
    element?.addEventListener('focusout', left);
    return () => element?.removeEventListener('focusout', left);
  }, [main]);
}
