// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../apps/chromium-app.ts';
import { expect, test } from '../fixtures.ts';
import { value } from '../apps/in-page.ts';

const languages = ['en', 'zh-CN'] as const;
const themes = ['light', 'dark'] as const;
/** Smallest window, common laptop, desktop. */
const sizes = [
  { width: 1080, height: 700 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
type Language = (typeof languages)[number];
/** Called in each size and language with the screen's name. */
type Look = (screen: string) => Promise<void>;

async function switchTo(page: Page, language: Language, theme: (typeof themes)[number]): Promise<void> {
  await value(page, 'settings.change', { language, theme });
  await page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor();
}

export type Picture = (page: Page, screen: string) => Promise<void>;

async function fits(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

/** Limits the pictures to those whose `SIZE/LANGUAGE-THEME` matches. */
const wanted = new RegExp(process.env['PICTURES_OF'] ?? '');

type Size = { readonly width: number; readonly height: number };

/** A window narrower than the smallest size keeps its size. Restores the original size. */
async function inEverySize(page: Page, act: (size: Size) => Promise<void>): Promise<void> {
  const before = page.viewportSize() ?? sizes[0];
  for (const size of before.width < sizes[0].width ? [before] : sizes) {
    await page.setViewportSize(size);
    await act(size);
  }
  await page.setViewportSize(before);
}

/**
 * Takes a picture of each screen of a walk, in every language, theme and size, into `out/NAME/SIZE/LANGUAGE-THEME`;
 * restores the language `walked`, the light theme and the window's size.
 */
export function everyPicture(name: string, walked: Language = 'en', look: Look = async () => undefined): Picture {
  const folder = path.join(root, 'out', name);
  rmSync(folder, { recursive: true, force: true });
  let number = 0;
  return async (page, screen) => {
    number += 1;
    const file = `${String(number).padStart(2, '0')}-${screen.replaceAll(/[^a-z0-9]+/g, '-')}.png`;
    await inEverySize(page, async ({ width, height }) => {
      for (const language of languages) {
        for (const theme of themes) {
          const kind = `${width}x${height}/${language}-${theme}`;
          if (!wanted.test(kind)) continue;
          await switchTo(page, language, theme);
          const place = path.join(folder, kind, file);
          mkdirSync(path.dirname(place), { recursive: true });
          await page.screenshot({ path: place, animations: 'disabled' });
        }
        await fits(page);
        await look(screen);
      }
    });
    await switchTo(page, walked, 'light');
  };
}

/**
 * Acts as `everyPicture` in `npm run pictures`. Otherwise takes no pictures: the screen must fit in every size, and
 * `look` is called in each size and language.
 */
export function pictures(name: string, walked: Language = 'en', look?: Look): Picture {
  let every: Picture | undefined;
  return async (page, screen) => {
    if (test.info().project.name === 'pictures') {
      every ??= everyPicture(name, walked, look);
      return every(page, screen);
    }
    await inEverySize(page, async () => {
      if (look === undefined) return fits(page);
      for (const language of languages) {
        await switchTo(page, language, 'light');
        await fits(page);
        await look(screen);
      }
    });
    if (look !== undefined) await switchTo(page, walked, 'light');
  };
}
