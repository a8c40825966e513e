// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef } from 'react';

/**
 * Focuses a room entered by shortcut, or by a button that disappeared: screen readers announce it, and Tab continues
 * inside. Likewise when the focused element is gone, as after an empty list.
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
      // Leave the focus on the rail's button or a dialog.
      if (isInside || activeElement?.closest('[aria-current="page"], [role="dialog"]')) return;
      // Otherwise it isn't announced again.
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
