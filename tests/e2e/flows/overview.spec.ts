// SPDX-License-Identifier: Apache-2.0
import { shareApp } from '../support/apps/shared-app.ts';
import { pictures } from '../support/checks/pictures.ts';
import { expect, test } from '../support/fixtures.ts';
import { walkOverview } from '../support/walks/walk-overview.ts';

const shared = shareApp('zh-CN', { theme: 'light' });
let take: ReturnType<typeof pictures>;

test.beforeAll(() => {
  take = pictures('overview', 'zh-CN', async () => {
    // Nothing is cut off on the right.
    const scroll = shared.app.page.locator('main h1').locator('xpath=ancestor::header/following-sibling::div');
    expect(await scroll.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
  });
});
test.beforeEach(() => test.setTimeout(240_000));

test('[L09] [U06] the overview leads from an empty vault to the open tasks, in every window size', async () => {
  await walkOverview(shared, async (name) => take(shared.app.page, name));
});

test('[L09] each task, card and month leads to its action', async () => {
  const { page, shell, overview, list, detail, words } = shared.pages;
  await overview.task('backup').getByRole('button').click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await overview.task('expiring').getByRole('button').click();
  await expect(list.rows).toHaveCount(4);
  await page.keyboard.press('Control+1');
  await expect(overview.heading).toBeVisible();
  await overview.task('expired').getByRole('button').click();
  const [before = ''] = words.guide.renewTitle.split('{{name}}');
  await expect(page.getByRole('heading', { name: before })).toBeVisible();
  await shell.goTo('overview');
  const month = overview.months.filter({ hasNotText: /^$/ }).last();
  const count = Number(await month.innerText());
  await month.click();
  await expect(list.rows).toHaveCount(count);
  await shell.goTo('overview');
  await overview.first.first().getByRole('button', { name: '上海云帆贸易有限公司' }).click();
  await expect(detail.heading('上海云帆贸易有限公司')).toBeVisible();
  await expect(list.rows.and(page.locator(':focus'))).toHaveAttribute('aria-selected', 'true');
  await shell.goTo('overview');
  await overview.search.click();
  await expect(list.search).toBeFocused();
  await expect(shell.room('overview')).toHaveAccessibleDescription(
    words.overview.badge_other.replace('{{count}}', '3'),
  );
});
