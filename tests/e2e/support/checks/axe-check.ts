// SPDX-License-Identifier: Apache-2.0
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { value } from '../apps/in-page.ts';

/**
 * Otherwise it collects its results in a second window, which the app forbids. React Aria's announcer keeps messages
 * for seven seconds, named by buttons that no longer exist.
 */
export const axe = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-live-announcer] [role="img"]');

/** Every axe rule, including best practices; theme-dependent ones in both themes. */
export async function axeCheck(page: Page, name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await value(page, 'settings.change', { theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    // Names, roles and structure don't depend on the theme; colours do.
    const scan = async (): Promise<string[]> => {
      // Measure colours after transitions. Not by `finished`: below `content-visibility: auto` Chromium drops an
      // animation and never settles its promise.
      await page.waitForFunction(() =>
        document.getAnimations().every((animation) => animation.effect?.getComputedTiming().endTime === Infinity),
      );
      const { violations } = await (theme === 'dark' ? axe(page).withRules(['color-contrast']) : axe(page)).analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    };
    const found = await scan();
    // Once more, because a dialog may begin to fade in the middle of a scan.
    expect.soft(found.length === 0 ? found : await scan(), `${name}, ${theme}`).toEqual([]);
  }
}
