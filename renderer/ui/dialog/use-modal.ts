// SPDX-License-Identifier: Apache-2.0
import { type RefObject, useEffect, useEffectEvent, useState } from 'react';
import { useRoute } from '../../state/route-store.ts';
import { enterRoom } from '../enter-room.ts';

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

let opener: HTMLElement | null = null;

/** If a dialog replaces another, closing it returns the focus to the control that opened the first. */
function noteOpener(): void {
  const { activeElement } = document;
  const menu = activeElement?.closest('[role="menu"]') ?? null;
  // Check menus first, because React Aria puts them in a popover with the dialog role.
  if (menu !== null) opener = buttonOf(menu) ?? opener;
  else if (activeElement !== document.body && !activeElement?.closest('[role="dialog"]'))
    opener = activeElement instanceof HTMLElement ? activeElement : null;
}

/** React Aria labels a menu by its button. */
function buttonOf(menu: Element): HTMLElement | null {
  const labels = menu.getAttribute('aria-labelledby')?.split(' ') ?? [];
  return labels.map((id) => document.getElementById(id)).find((label) => label?.hasAttribute('aria-haspopup')) ?? null;
}

/** The button that opened the modal may be gone, so focus the modal below or the page. */
function keepFocus(): void {
  const keep = (): void => {
    const under = topmost()?.element.current;
    // React Aria focuses the close button of the dialog below if the opener is gone.
    const closeButton = under?.querySelector('[data-dialog="close"]');
    const isLost = () => document.activeElement === document.body || document.activeElement === closeButton;
    if (isLost() && under === undefined) opener?.focus({ preventScroll: true });
    if (isLost()) {
      if (under === null || under === undefined) enterRoom(useRoute.getState().room);
      else {
        (emptyField(under) ?? nextControl(under)).focus();
        if (isLost()) under.focus();
      }
    }
    if (under === undefined) opener = null;
  };
  // React Aria restores the focus in the next frame.
  requestAnimationFrame(() => requestAnimationFrame(keep));
}

const controls =
  ':is(button, input, textarea, a[href], [tabindex="0"]):not(:disabled, [tabindex="-1"], [data-look="danger"])';

/** Skips the close button, so that Enter doesn't close the dialog. */
export function firstControl(dialog: HTMLElement): HTMLElement | null {
  const find = (part: string) => dialog.querySelector<HTMLElement>(`[data-dialog="${part}"] ${controls}`);
  const control = find('body') ?? find('foot');
  return control?.matches('[data-cancel]') ? progressOf(dialog) : control;
}

function emptyField(dialog: HTMLElement): HTMLElement | undefined {
  const fields = dialog.querySelectorAll<HTMLInputElement>('input:is([type="text"], [type="password"]):enabled');
  return [...fields].find(({ value }) => value === '');
}

function progressOf(dialog: HTMLElement): HTMLElement | null {
  return dialog.querySelector<HTMLElement>('[role="progressbar"]');
}

function primaryOf(dialog: HTMLElement): HTMLElement | null {
  return dialog.querySelector('[data-look="primary"]:not(:disabled, [aria-disabled="true"])');
}

/** Prefers the primary button, because other buttons may delete something. */
function nextControl(dialog: HTMLElement): HTMLElement {
  const field = dialog.querySelector<HTMLElement>(`[data-dialog="body"] ${controls}:not(button, a)`);
  return field ?? primaryOf(dialog) ?? firstControl(dialog) ?? dialog;
}

let repaired: Element | null = null;

function repair(element: HTMLElement): void {
  element.focus();
  repaired = element;
}

/** React Aria drops a button's initial focus if another element gets the focus in the same frame. */
export function takeRepairedFocus(button: HTMLElement | null): void {
  if (repaired !== null && document.activeElement === repaired) button?.focus();
}

/** React Aria would focus the close button after a step removes or disables the focused button. */
function keepInside({ target, currentTarget }: FocusEvent): void {
  const dialog = currentTarget as HTMLElement;
  const isLost = () => document.activeElement === document.body && dialog.isConnected;
  requestAnimationFrame(() => {
    if (!(target instanceof Element) || (target.isConnected && !target.matches(':disabled'))) return;
    if (!target.isConnected && isLost()) repair(nextControl(dialog));
    // Chromium blurs a newly disabled element only at the next render.
    else requestAnimationFrame(() => isLost() && repair(progressOf(dialog) ?? primaryOf(dialog) ?? dialog));
  });
}

/** Escape closes the topmost modal, even if the focused button is gone or disabled. */
export function useModal(element: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useState(noteOpener);
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
