// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '../support/fixtures.ts';
import { pictures } from '../support/checks/pictures.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const shared = shareApp('zh-CN', { theme: 'light' });
const take = pictures('screens-tour', 'zh-CN');

test('[U08] the first screen offers a tour that is used by keyboard alone', async () => {
  const { page, words } = shared.pages;
  await page.getByRole('button', { name: words.tour.offer }).click();
  const dialog = page.getByRole('dialog', { name: words.tour.title });
  const { inTitle, timeTitle, truthTitle, lifeTitle, safeTitle } = words.tour;
  for (const title of [inTitle, timeTitle, truthTitle, lifeTitle, safeTitle]) {
    await expect(dialog.getByRole('heading', { level: 3, name: title })).toBeVisible();
    const next = title === safeTitle ? words.tour.start : words.common.next;
    await take(page, 'step');
    await dialog.getByRole('button', { name: next }).focus();
    await page.keyboard.press('Enter');
  }
  await expect(dialog).toBeHidden();
});
