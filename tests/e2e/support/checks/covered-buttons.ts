// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';

/**
 * Names of enabled controls inside `scope` that a message overlaps, or whose centre a click would not reach. Scrolls
 * each into view first.
 */
export async function coveredButtons(page: Page, scope: Locator): Promise<string[]> {
  const messages = await page.locator('[role="status"][data-react-aria-top-layer] > *').elementHandles();
  return scope.evaluate((root, toasts) => {
    const boxes = toasts.map((toast) => (toast as Element).getBoundingClientRect());
    const controls = [...root.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, [role="tab"]')];
    return controls.flatMap((control) => {
      if (control.matches(':disabled, [aria-disabled="true"]') || control.closest('[aria-hidden="true"]')) return [];
      control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      const { left, right, top, bottom, width, height } = control.getBoundingClientRect();
      // Hidden inputs of radio buttons and checkboxes: people click their labels.
      if (width < 4 || height < 4) return [];
      const name = control.getAttribute('aria-label') ?? control.textContent.trim();
      const touched = boxes.some((box) => left < box.right && right > box.left && top < box.bottom && bottom > box.top);
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      const label = control.closest('label');
      const reached = hit !== null && (control.contains(hit) || label?.contains(hit) === true || hit.contains(control));
      return touched || !reached ? [`${name} (${touched ? 'touched' : 'not reached'})`] : [];
    });
  }, messages);
}
