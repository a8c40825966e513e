// SPDX-License-Identifier: Apache-2.0
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { value } from '../apps/in-page.ts';

/**
 * Otherwise it collects its results in a second window, and the app keeps no second window. What React Aria has said aloud stays in
 * its announcer for seven seconds, named by buttons that are gone by then.
 */
export const axe = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-live-announcer] [role="img"]');

/** Every rule that axe has, best practices included; what depends on the theme in both. */
export async function axeCheck(page: Page, name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await value(page, 'settings.change', { theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    // Colours that fade in are measured when they have arrived. Not by `finished`: below `content-visibility: auto`
    // Chromium drops an animation and leaves its promise open.
    await page.waitForFunction(() =>
      document.getAnimations().every((animation) => animation.effect?.getComputedTiming().endTime === Infinity),
    );
    // Names, roles and structure are the same in both themes: colours are not.
    const { violations } = await (theme === 'dark' ? axe(page).withRules(['color-contrast']) : axe(page)).analyze();
    const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
    expect.soft(found, `${name}, ${theme}`).toEqual([]);
  }
}
