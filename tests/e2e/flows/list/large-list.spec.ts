// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { makeLargeVault } from '../../../support/vault/large-vault.ts';
import { nameOf } from '../../../support/vault/many-certificates.ts';
import { expect, test } from '../../support/fixtures.ts';
import { value } from '../../support/apps/in-page.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { choose } from '../../support/checks/choose.ts';

const many = 10_000;
const passphrase = 'a passphrase of four words';
const shared = shareApp('en');

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await shared.close();
  await makeLargeVault(shared.dataFolder, many, passphrase);
  await shared.restart();
});

test('[L07] a list of ten thousand renders a few rows, and the keyboard reaches both ends', async () => {
  const { page, list, detail } = shared.pages;
  await expect(list.count).toContainText('10,000 certificates');
  await expect(list.table).toHaveAttribute('aria-rowcount', String((many * 7) / 8 + 2));
  expect(await list.rows.count()).toBeLessThan(60);
  await list.rows.first().click();
  await page.keyboard.press('End');
  await expect(list.activeRow).toHaveAttribute('aria-rowindex', String((many * 7) / 8 + 1));
  await expect(list.activeRow).toBeFocused();
  await expect(list.activeRow).toBeInViewport();
  // A new banner takes space from the list, like a smaller window: the focused row stays visible.
  const { width, height } = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
  await page.setViewportSize({ width, height: height - 160 });
  await expect(list.activeRow).toBeInViewport({ timeout: 3000 });
  await page.setViewportSize({ width, height });
  await expect(list.activeRow.getByRole('rowheader')).toContainText(/\d{5}/);
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowDown');
  const name = await list.activeRow.getByRole('rowheader').locator('b').textContent();
  await expect(detail.heading(name ?? '')).toBeVisible();
  await page.keyboard.press('Home');
  await expect(list.activeRow).toHaveAttribute('aria-rowindex', '2');
});

test('[L02] [L07] a search finds one of ten thousand, and a letter on a row jumps to a pinyin name', async () => {
  const { page, list } = shared.pages;
  await list.search.fill(nameOf(4321));
  await expect(list.rows).toHaveCount(1);
  await expect(list.row(nameOf(4321))).toBeVisible();
  await list.search.fill('');
  await expect(list.count).toContainText('10,000 certificates');
  await list.rows.first().click();
  await page.keyboard.press('z');
  await expect(list.activeRow.getByRole('rowheader').locator('b')).toHaveText(/^[张赵周朱]/);
  await expect(list.activeRow).toBeFocused();
  await expect(list.search).toHaveValue('');
});

test('[L05] the list sorts by name both ways, groups by month, and puts the expired at the end', async () => {
  const { list, shell, words } = shared.pages;
  await list.column('name').getByRole('button').click();
  await expect(list.column('name')).toHaveAttribute('aria-sort', 'ascending');
  const first = () => list.rows.first().getByRole('rowheader').textContent();
  const ascending = await first();
  await list.column('name').getByRole('button').click();
  await expect(list.column('name')).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(first).not.toBe(ascending);
  await list.choose('sort', words.list.sortBy.expiry);
  await list.choose('group', words.list.groupBy.month);
  const heading = list.table
    .getByRole('row')
    .filter({ hasNot: shared.pages.page.getByRole('rowheader') })
    .nth(1);
  await expect(heading).toContainText(/[A-Z][a-z]+ 20\d\d/);
  await expect(list.expired).toHaveText(new RegExp(`^Expired ${(many / 8).toLocaleString('en')}`));
  await list.expired.click();
  await expect(list.expired).toHaveAttribute('aria-expanded', 'true');
  // The group stays expanded until the window closes, but looks folded while its rows are below the view.
  await shell.goTo('settings');
  await shell.goTo('certificates');
  await expect(list.expired).toHaveAttribute('aria-expanded', 'false');
  await list.expired.click();
  await expect(list.expired).toHaveAttribute('aria-expanded', 'true');
  await expect(heading).toContainText(/[A-Z][a-z]+ 20\d\d/);
  await list.expired.click();
  await list.choose('group', words.list.groupBy.none);
});

test('[L06] a tag is added to many certificates, undone, added again and used as a filter', async () => {
  const { page, list, selection, trash, words } = shared.pages;
  await list.search.fill(nameOf(77).slice(0, 2));
  await expect(list.rows.first()).toContainText(nameOf(77).slice(0, 2));
  await list.rows.first().click();
  await page.keyboard.press('Control+A');
  await expect(selection.count).toHaveText('25 selected');
  await selection.tags.click();
  await selection.addTags.fill('payroll');
  await selection.inDialog(words.list.tagsApply).click();
  await expect(trash.messages).toContainText('25 certificates');
  await expect(list.rows.first()).toContainText('payroll');
  await trash.undo.click();
  await expect(list.rows.first()).not.toContainText('payroll');
  await selection.tags.click();
  await selection.addTags.fill('payroll');
  await selection.inDialog(words.list.tagsApply).click();
  await selection.end.click();
  await list.search.fill('');
  await list.filterByTag('payroll');
  await expect(list.count).toContainText('25 certificates');
});

test('[L06] three selected certificates are exported into a folder, one file each', async () => {
  const { list, selection, words } = shared.pages;
  const folder = path.join(shared.folder, 'bulk');
  for (const index of [0, 1, 2]) await list.rows.nth(index).getByRole('checkbox').click();
  await expect(selection.count).toHaveText('3 selected');
  await selection.export();
  await choose(selection.dialog.getByRole('radio', { name: words.export.name.pem }));
  await selection.inDialog(words.common.next).click();
  await selection.chooseFolder(folder);
  await selection.inDialog(words.export.write).click();
  await expect(selection.proof).toContainText('3 files saved');
  await expect(selection.proof).toContainText(folder);
  await selection.inDialog(words.common.done).click();
  expect(existsSync(folder)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.endsWith('.pem'))).toHaveLength(3);
});

test('[U07] [K10] deletion asks first, is undone with Ctrl+Z and is reported in the app’s language', async () => {
  const { page, list, selection, trash, words } = shared.pages;
  await selection.delete.click();
  await expect(selection.dialog).toContainText(words.trash.keptDays);
  await selection.inDialog(words.trash.delete).click();
  await expect(trash.messages).toContainText('3 certificates deleted');
  await expect(list.count).toContainText('22 certificates');
  await value(page, 'settings.change', { language: 'zh-CN' });
  await expect(page.getByRole('button', { name: '撤销' }).last()).toBeVisible();
  await expect(page.getByText('已删除 3 张证书', { exact: true })).toBeVisible();
  await value(page, 'settings.change', { language: 'en' });
  await expect(trash.messages).toContainText('3 certificates deleted');
  await page.keyboard.press('Control+Z');
  await expect(list.count).toContainText('25 certificates');
  await expect(trash.messages).not.toContainText('deleted');
});

test('[K10] [U07] deleted certificates stay in Recently deleted, and erasing one needs its name typed', async () => {
  const { list, selection, trash, words } = shared.pages;
  await list.rows.nth(0).getByRole('checkbox').click();
  await list.rows.nth(1).getByRole('checkbox').click();
  await selection.delete.click();
  await selection.inDialog(words.trash.delete).click();
  await expect(trash.link).toHaveAccessibleName('Recently deleted (2)');
  await trash.link.click();
  await expect(trash.dialog.getByRole('listitem')).toHaveCount(2);
  await expect(trash.dialog).toContainText('30 days left');
  await trash.button('restore').first().click();
  await expect(trash.dialog.getByRole('listitem')).toHaveCount(1);
  const name = await trash.dialog.getByRole('listitem').locator('b').textContent();
  await trash.button('purge').click();
  await expect(trash.button('purge')).toBeDisabled();
  await trash.typed.fill('something else');
  await expect(trash.button('purge')).toBeDisabled();
  await trash.typed.fill(name ?? '');
  await trash.button('purge').click();
  await expect(trash.dialog).toContainText(words.trash.empty);
  await trash.dialog.getByRole('button', { name: words.common.close, exact: true }).last().click();
  await expect(list.count).toContainText('24 certificates');
  await expect(trash.link).toHaveCount(0);
});
