import { expect, test } from '../support/fixtures.ts';
import { shareApp } from '../support/shared-app.ts';

const shared = shareApp('zh-CN', { theme: 'light' });

test('[U08] the first screen offers a tour, which goes by keyboard alone', async () => {
  const { page, words } = shared.pages;
  await page.getByRole('button', { name: words.tour.offer }).click();
  const dialog = page.getByRole('dialog', { name: words.tour.title });
  for (const title of [words.tour.inTitle, words.tour.timeTitle, words.tour.truthTitle, words.tour.safeTitle]) {
    await expect(dialog.getByRole('heading', { level: 3, name: title })).toBeVisible();
    const next = title === words.tour.safeTitle ? words.tour.start : words.common.next;
    await dialog.getByRole('button', { name: next }).focus();
    await page.keyboard.press('Enter');
  }
  await expect(dialog).toBeHidden();
});
