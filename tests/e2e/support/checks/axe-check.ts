// SPDX-License-Identifier: Apache-2.0
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from '../fixtures.ts';
import { value } from '../apps/in-page.ts';

/**
 * Without legacy mode, axe collects results in a second window, which the app forbids. React Aria's announcer keeps
 * messages for seven seconds, even if the button that labels them is gone.
 */
export const axe = (page: Page) =>
  new AxeBuilder({ page }).setLegacyMode(true).exclude('[data-live-announcer] [role="img"]');

/** Every axe rule, including best practices, in the light theme; only colour contrast in the dark theme. */
export async function axeCheck(page: Page, name: string): Promise<void> {
  for (const theme of ['dark', 'light'] as const) {
    await value(page, 'settings.change', { theme });
    await page.locator(`html[data-theme="${theme}"]`).waitFor();
    const scan = async (): Promise<string[]> => {
      // Measure colours after transitions. Don't await `finished`: below `content-visibility: auto`, Chromium may drop
      // an animation without settling this promise.
      await page.waitForFunction(() =>
        document.getAnimations().every((animation) => animation.effect?.getComputedTiming().endTime === Infinity),
      );
      const { violations } = await (theme === 'dark' ? axe(page).withRules(['color-contrast']) : axe(page)).analyze();
      return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
    };
    const found = await scan();
    // Repeat a failed scan: a dialog may have begun to fade during it.
    expect.soft(found.length === 0 ? found : await scan(), `${name}, ${theme}`).toEqual([]);
  }
}
