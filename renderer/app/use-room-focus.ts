// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef } from 'react';

/**
 * A room that is entered by a shortcut, or by a button that leaves with the room before, gets the focus: a screen reader
 * says its name, and Tab goes on inside it. So does a room whose focused element is gone, as with a list that was empty.
 */
export function useRoomFocus(main: RefObject<HTMLElement | null>, room: string): void {
  const before = useRef(room);
  useEffect(() => {
    if (before.current === room) return undefined;
    before.current = room;
    // After the room's own focus.
    const frame = requestAnimationFrame(() => {
      const { activeElement } = document;
      const isInside = activeElement !== main.current && main.current?.contains(activeElement) === true;
      // The button of the rail, and a dialog, keep it.
      if (isInside || activeElement?.closest('[aria-current="page"], [role="dialog"]')) return;
      // What has it already would not be said again.
      main.current?.blur();
      main.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [main, room]);

  useEffect(() => {
    const element = main.current;
    const left = ({ target }: FocusEvent) => {
      requestAnimationFrame(() => {
        if (target instanceof Node && !target.isConnected && document.activeElement === document.body)
          element?.focus({ preventScroll: true });
      });
    };
    element?.addEventListener('focusout', left);
    return () => element?.removeEventListener('focusout', left);
  }, [main]);
}
