// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useRef } from 'react';

/**
 * Closes on Escape even if the focused button is gone or disabled: the dialog's handler only sees events inside it.
 * Dialogs underneath ignore it.
 */
export function useGlobalEscape(dialog: RefObject<HTMLElement | null>, onClose: () => void): void {
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
