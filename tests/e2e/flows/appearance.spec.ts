// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { appPages } from '../pages/app-pages.ts';
import { expect, test } from '../support/fixtures.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const shared = shareApp('en', { theme: 'light' });

test('[U01] the language changes at once, everywhere', async () => {
  const { page, shell, settings } = shared.pages;
  await shell.goTo('settings');
  await settings.language('中文').click({ force: true });
  const chinese = appPages(page, 'zh-CN');
  await expect(chinese.settings.heading).toBeVisible();
  await expect(page).toHaveTitle('证书管家');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await expect(chinese.shell.room('certificates')).toBeVisible();
  // No English is left except “USB Key”.
  const text = (await page.getByRole('navigation').allInnerTexts()).join('\n').replaceAll('USB Key', '');
  expect(text).not.toMatch(/[A-Za-z]{4,}/);
});

test('[U03] theme and text size change at once', async () => {
  const { page } = shared.pages;
  const { settings } = appPages(page, 'zh-CN');
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  await settings.theme('themeDark').click({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await background()).not.toBe(light);
  await settings.textSize('textLarge').click({ force: true });
  await expect.poll(() => page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('16px');
});

test('[U01] [U03] [U09] language, theme and text size survive a restart', async () => {
  await shared.restart();
  const { page } = shared.app;
  await expect(appPages(page, 'zh-CN').shell.room('settings')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await page.evaluate(() => getComputedStyle(document.body).fontSize)).toBe('16px');
  const kept = JSON.parse(readFileSync(path.join(shared.dataFolder, 'settings.json'), 'utf8')) as object;
  expect(kept).toMatchObject({ language: 'zh-CN', theme: 'dark', textSize: 'large' });
});

test('[U03] [U02] Ctrl + makes the text largest and the rail icons, and Ctrl 0 standard', async () => {
  const { page } = shared.app;
  const size = () => page.evaluate(() => getComputedStyle(document.body).fontSize);
  await page.keyboard.press('Control+Digit0');
  await expect.poll(size).toBe('14px');
  for (const larger of ['16px', '20px']) {
    await page.keyboard.press('Control+Equal');
    await expect.poll(size).toBe(larger);
  }
  await expect(page.locator('html')).toHaveAttribute('data-icon-rail');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.keyboard.press('Control+Digit0');
  await expect.poll(size).toBe('14px');
});

test('[U03] "like the system" follows the system while the window is open', async () => {
  const { page } = shared.app;
  const { shell, settings } = appPages(page, 'zh-CN');
  await shell.goTo('settings');
  await settings.theme('themeSystem').click({ force: true });
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
