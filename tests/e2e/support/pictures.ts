import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from './chromium-app.ts';
import { expect } from './fixtures.ts';
import { value } from './in-page.ts';

const languages = ['en', 'zh-CN'] as const;
const themes = ['light', 'dark'] as const;

/**
 * The folder of pictures of one walk, below `out/`, emptied. Returns what takes a picture in every language and theme, and
 * leaves the window in `walked`. `look`: called in each language.
 */
export function pictures(
  name: string,
  walked: (typeof languages)[number] = 'en',
  look: (screen: string) => Promise<void> = async () => undefined,
): (page: Page, screen: string) => Promise<void> {
  const folder = path.join(root, 'out', name);
  let number = 0;
  rmSync(folder, { recursive: true, force: true });
  for (const language of languages)
    for (const theme of themes) mkdirSync(path.join(folder, `${language}-${theme}`), { recursive: true });
  return async (page, screen) => {
    number += 1;
    const file = `${String(number).padStart(2, '0')}-${screen.replaceAll(/[^a-z]+/g, '-')}.png`;
    for (const language of languages) {
      for (const theme of themes) {
        await value(page, 'settings.change', { language, theme });
        await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor();
        await page.screenshot({ path: path.join(folder, `${language}-${theme}`, file), animations: 'disabled' });
      }
      await look(screen);
    }
    await value(page, 'settings.change', { language: walked, theme: 'light' });
    await page.locator(`html[lang="${walked}"][data-theme="light"]`).waitFor();
    // Nothing on screen is wider than the window, in any language.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  };
}
