// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef } from 'react';

/**
 * Escape closes a dialog also while nothing has the focus: the button that had it may have left or be off by now,
 * and the dialog's own handler hears only what happens inside it. Whatever lies under another dialog keeps still.
 */
export function useEscapeFromNowhere(dialog: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose);
  useEffect(() => {
    close.current = onClose;
  }, [onClose]);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.isComposing || document.activeElement !== document.body) return;
      const isOnTop = dialog.current !== null && dialog.current.closest('[aria-hidden="true"], [inert]') === null;
      if (isOnTop) close.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [dialog]);
}
