// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from '@playwright/test';

/** More stops than any screen has: beyond this the control is unreachable. */
const mostStops = 60;

export async function tabTo(page: Page, control: Locator): Promise<void> {
  await control.waitFor();
  for (let stops = 0; stops < mostStops; stops += 1) {
    if (await hasFocus(control)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the Tab key never reaches ${control.toString()}`);
}

export async function activate(page: Page, control: Locator): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press('Enter');
}

export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

/** Counts pointer events from now on. */
export async function watchPointer(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { pointer: 0 };
    Object.assign(document, { seen });
    for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
      addEventListener(type, () => (seen.pointer += 1), { capture: true });
  });
  return () => page.evaluate(() => (document as unknown as { seen: { pointer: number } }).seen.pointer);
}
