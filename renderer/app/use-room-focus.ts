// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef, useState } from 'react';

/**
 * For a screen reader. What has the focus may leave with its room, or with an emptied list: then the room has it, or Tab
 * would start anew at the top. Returns what is to be said: the name of a room that was entered without that.
 */
export function useRoomFocus(main: RefObject<HTMLElement | null>, name: string): string {
  const [said, setSaid] = useState('');
  const before = useRef(name);
  useEffect(() => {
    if (before.current === name) return undefined;
    before.current = name;
    // After the room's own focus.
    const frame = requestAnimationFrame(() => {
      const isLost = document.activeElement === document.body || document.activeElement === main.current;
      // Named by its label.
      if (isLost) refocus(main.current);
      setSaid(isLost ? '' : name);
    });
    return () => cancelAnimationFrame(frame);
  }, [main, name]);

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
  return said;
}

/** What has the focus already is not said again. */
function refocus(element: HTMLElement | null): void {
  element?.blur();
  element?.focus({ preventScroll: true });
}
