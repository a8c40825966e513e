// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useEffectEvent } from 'react';

interface OpenModal {
  readonly element: RefObject<HTMLElement | null>;
  readonly close: () => void;
}

/** Open dialogs and sheets, topmost last. */
const modals: OpenModal[] = [];

function topmost(): OpenModal | undefined {
  return modals.findLast(({ element }) => element.current?.closest('[aria-hidden="true"], [inert]') === null);
}

/** React Aria's own handler sees only keys pressed inside the dialog. */
function closeFromNowhere(event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.isComposing && document.activeElement === document.body) topmost()?.close();
}

/** The button that opened the modal may be gone, so focus the modal below or the room. */
function keepFocus(): void {
  const keep = (): void => {
    if (document.activeElement !== document.body) return;
    const under = topmost()?.element.current ?? document.querySelector<HTMLElement>('main');
    under?.focus({ preventScroll: true });
  };
  // React Aria restores the focus in the next frame.
  requestAnimationFrame(() => requestAnimationFrame(keep));
}

/** When a step removes its focused button, React Aria would focus the first one, and Enter would close the dialog. */
function keepInside({ target, currentTarget }: FocusEvent): void {
  requestAnimationFrame(() => {
    if (target instanceof Node && !target.isConnected && document.activeElement === document.body)
      (currentTarget as HTMLElement).focus();
  });
}

/** Escape closes the topmost modal, even if the focused button is gone or disabled. */
export function useModal(element: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const modal = { element, close: () => close() };
    if (modals.length === 0) document.addEventListener('keydown', closeFromNowhere);
    modals.push(modal);
    const { current: inside } = element;
    inside?.addEventListener('focusout', keepInside);
    return () => {
      inside?.removeEventListener('focusout', keepInside);
      modals.splice(modals.indexOf(modal), 1);
      if (modals.length === 0) document.removeEventListener('keydown', closeFromNowhere);
      keepFocus();
    };
  }, [element]);
}
