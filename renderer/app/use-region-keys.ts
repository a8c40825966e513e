// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';
import { focusWithRing } from '../ui/enter-room.ts';

/** In reading order: rail, bar, list, pane. A room without marked regions is a single region. */
const marked = '[data-region]';
const tabbable = ':is(button, input, a[href], [tabindex="0"]):not(:disabled, [tabindex="-1"])';
const currentPage = `[aria-current="page"]${tabbable}`;
/** By preference: current item, active row, first Tab stop. */
const entries = [`[aria-current]${tabbable}`, '[role="row"][tabindex="0"]', tabbable];

/** F6 moves to the next region and Shift+F6 to the previous one. Each region remembers its last focused element. */
export function useRegionKeys(): void {
  useEffect(() => {
    const last = new WeakMap<Element, HTMLElement>();
    const focused = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      const region = target.closest(marked);
      if (region !== null && region !== target) last.set(region, target);
    };
    const keyDown = (event: KeyboardEvent) => {
      if (event.key !== 'F6' || event.ctrlKey || event.metaKey || event.altKey) return;
      // The browser's own F6 would leave the page.
      event.preventDefault();
      if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return;
      const regions = [...document.querySelectorAll<HTMLElement>(marked)].filter(
        (region) => region.querySelector(marked) === null && entryOf(region, last.get(region)) !== null,
      );
      const at = regions.findIndex((region) => region.contains(document.activeElement));
      const next = event.shiftKey ? (at <= 0 ? regions.length : at) - 1 : (at + 1) % regions.length;
      const region = regions[next];
      const entry = region === undefined ? null : entryOf(region, last.get(region));
      if (entry === region) focusWithRing(entry);
      else entry?.focus();
    };
    document.addEventListener('focusin', focused);
    window.addEventListener('keydown', keyDown);
    return () => {
      document.removeEventListener('focusin', focused);
      window.removeEventListener('keydown', keyDown);
    };
  }, []);
}

function entryOf(region: HTMLElement, last: HTMLElement | undefined): HTMLElement | null {
  const current = region.querySelector<HTMLElement>(currentPage);
  if (current !== null) return current;
  if (last !== undefined && region.contains(last) && last.matches(tabbable)) return last;
  // Focus the region itself, so that screen readers start at its top.
  if (region.tabIndex === -1 && region.hasAttribute('tabindex')) return region;
  for (const entry of entries) {
    const element = region.querySelector<HTMLElement>(entry);
    if (element !== null) return element;
  }
  return null;
}
