// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '../support/fixtures.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const shared = shareApp('zh-CN');

test('[U06] [U02] F1 opens the help page for the screen, and the help is used by keyboard alone', async () => {
  const { page, shell } = shared.pages;
  await shell.goTo('backup');
  await page.keyboard.press('F1');
  const article = page.getByRole('article');
  await expect(article.getByRole('heading', { level: 1 })).toHaveText('备份到 U 盘或 USB Key');
  await expect(article).toBeFocused();
  await expect(article.getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  const search = page.getByRole('searchbox', { name: '搜索帮助' });
  await expect(search).toBeVisible();
  await search.focus();
  await page.keyboard.type('恢复码');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(article.getByRole('heading', { level: 1 })).toHaveText(/恢复码/);
});
