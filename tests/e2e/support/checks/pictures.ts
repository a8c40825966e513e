// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../apps/chromium-app.ts';
import { expect, test } from '../fixtures.ts';
import { value } from '../apps/in-page.ts';

const languages = ['en', 'zh-CN'] as const;
const themes = ['light', 'dark'] as const;
type Language = (typeof languages)[number];
/** Called in each language, with the name of the screen. */
type Look = (screen: string) => Promise<void>;

async function switchTo(page: Page, language: Language, theme: (typeof themes)[number]): Promise<void> {
  await value(page, 'settings.change', { language, theme });
  await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor();
}

export type Picture = (page: Page, screen: string) => Promise<void>;

/** Nothing on screen is wider than the window. */
async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

function emptiedFolder(name: string): string {
  const folder = path.join(root, 'out', name);
  rmSync(folder, { recursive: true, force: true });
  for (const language of languages)
    for (const theme of themes) mkdirSync(path.join(folder, `${language}-${theme}`), { recursive: true });
  return folder;
}

/** Takes a picture of each screen of a walk, in every language and theme, into `out/NAME`; leaves the window in `walked`. */
export function everyPicture(name: string, walked: Language = 'en', look: Look = async () => undefined): Picture {
  const folder = emptiedFolder(name);
  let number = 0;
  return async (page, screen) => {
    number += 1;
    const file = `${String(number).padStart(2, '0')}-${screen.replaceAll(/[^a-z]+/g, '-')}.png`;
    for (const language of languages) {
      for (const theme of themes) {
        await switchTo(page, language, theme);
        await page.screenshot({ path: path.join(folder, `${language}-${theme}`, file), animations: 'disabled' });
      }
      await fits(page);
      await look(screen);
    }
    await switchTo(page, walked, 'light');
  };
}

/**
 * As `everyPicture` in `npm run pictures`. Elsewhere no picture is taken: the screen must fit, and `look` is called in each
 * language.
 */
export function pictures(name: string, walked: Language = 'en', look?: Look): Picture {
  let every: Picture | undefined;
  return async (page, screen) => {
    if (test.info().project.name === 'pictures') {
      every ??= everyPicture(name, walked, look);
      return every(page, screen);
    }
    if (look !== undefined) {
      for (const language of languages) {
        await switchTo(page, language, 'light');
        await look(screen);
      }
      await switchTo(page, walked, 'light');
    }
    await fits(page);
  };
}
