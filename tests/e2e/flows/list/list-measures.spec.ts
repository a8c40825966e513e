// SPDX-License-Identifier: Apache-2.0
import { makeLargeVault } from '../../../support/vault/large-vault.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { expect, test } from '../../support/fixtures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

const passphrase = 'a passphrase of four words';
const shared = shareApp('en', { theme: 'light' });
const take = pictures('list-measures');

test.beforeAll(async () => {
  test.setTimeout(120_000);
  await shared.close();
  await makeLargeVault(shared.dataFolder, 60, passphrase);
  await shared.restart();
});

test.beforeEach(() => test.setTimeout(240_000));

/** Heights in CSS pixels, the number of fully visible rows, truncated names, and whether the detail pane shows. */
async function measured(): Promise<{ bar: number; notice: number; rows: number; cut: string[]; pane: boolean }> {
  return shared.pages.page.evaluate(() => {
    const grid = document.querySelector('[role="grid"]');
    const heading = grid?.querySelector('[role="rowgroup"]')?.getBoundingClientRect();
    const end = grid?.querySelector('[data-tail]')?.getBoundingClientRect().top ?? window.innerHeight;
    const rows = [...(grid?.querySelectorAll('[data-index]') ?? [])].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return top >= (heading?.bottom ?? 0) - 1 && bottom <= end + 1;
    });
    const names = rows.map((row) => row.querySelector('[role="rowheader"] b'));
    const height = (selector: string) => document.querySelector(selector)?.getBoundingClientRect().height ?? 0;
    return {
      bar: height('main header'),
      notice: height('main section[aria-label]'),
      rows: rows.length,
      cut: names.flatMap((name) => (name !== null && name.scrollWidth > name.clientWidth ? [name.textContent] : [])),
      pane: document.querySelector('aside') !== null,
    };
  });
}

test('[L01] [L07] a bar and a notice line leave 17 rows beside the open detail at 1366x768', async () => {
  const { page, list, detail } = shared.pages;
  await list.rows.first().click();
  await detail.more.waitFor();
  for (const [width, height, rows] of [
    [1366, 768, 17],
    [1080, 700, 15],
    [1920, 1080, 25],
  ] as const) {
    await page.setViewportSize({ width, height });
    await expect.poll(async () => (await measured()).rows, `${width}x${height}`).toBeGreaterThanOrEqual(rows);
    expect(await measured(), `${width}x${height}`).toMatchObject({ bar: 48, notice: 36, cut: [], pane: true });
    await axeCheck(page, `list at ${width}x${height}`);
    await take(page, `list ${width === 1366 ? 'usual' : width === 1080 ? 'small' : 'large'}`);
  }
});

test('[U02] [L01] the detail is a sheet below 1000 px, and axe finds nothing down to 480 px', async () => {
  const { page, list, detail } = shared.pages;
  for (const width of [960, 480]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(detail.pane).toHaveCount(0);
    await axeCheck(page, `list at ${width}`);
    await take(page, `list ${width === 960 ? 'narrow' : 'smallest'}`);
  }
  await page.setViewportSize({ width: 960, height: 800 });
  await list.rows.first().click();
  await expect(detail.sheet).toBeVisible();
  await axeCheck(page, 'detail as a sheet');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 800 });
});

test('[L06] selecting several replaces the bar with their actions, and Escape restores it', async () => {
  const { page, list, selection, words } = shared.pages;
  await list.rows.first().click();
  await page.keyboard.press('Control+A');
  await expect(selection.count).toContainText('selected');
  await expect(list.search).toHaveCount(0);
  expect((await measured()).bar).toBe(48);
  await axeCheck(page, 'list, several chosen');
  await take(page, 'list several chosen');
  await page.keyboard.press('Escape');
  await expect(list.search).toBeVisible();
  await expect(list.filter(new RegExp(`^${words.list.filter.all}`))).toBeChecked();
});
