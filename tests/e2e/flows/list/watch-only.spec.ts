// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { issueIdentity } from '../../support/data/certificate-files.ts';
import { expect, test } from '../../support/fixtures.ts';
import { dropFiles, value } from '../../support/apps/in-page.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { dayFromNow } from '../../support/walks/walk-watched.ts';

const shared = shareApp('zh-CN', { theme: 'light' });

test('[D04] [U04] a name and a last day typed by keyboard add a countdown below the empty list', async () => {
  const { page, words } = shared.pages;
  await page.getByRole('button', { name: words.watched.onlyRemind }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: words.watched.addTitle });
  await expect(dialog.getByLabel(words.watched.name, { exact: true })).toBeFocused();
  await page.keyboard.type('工商银行 U盾 110101199001011234');
  const date = dialog.getByLabel(words.watched.lastDay, { exact: true });
  // The system decides the typing order of year, month and day.
  await date.fill(dayFromNow(20));
  await expect(dialog.getByText(/星期.*当天仍有效/)).toBeVisible();
  await date.focus();
  while (await date.evaluate((field) => field === document.activeElement)) await page.keyboard.press('Tab');
  await page.keyboard.type('网上银行');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  const entry = page.getByRole('region', { name: words.watched.title }).getByRole('listitem');
  await expect(entry).toContainText('工商银行 U盾 1101**********1234');
  await expect(entry).toContainText('20 天');
  await expect(entry).toContainText('星期');
  await expect(entry).toContainText('“网上银行”');
});

test('[D04] a changed last day is shown, and a removal is undone', async () => {
  const { page, words } = shared.pages;
  const section = page.getByRole('region', { name: words.watched.title });
  await section.getByRole('button', { name: /^修改/ }).click();
  const dialog = page.getByRole('dialog', { name: words.watched.changeTitle });
  await dialog.getByLabel(words.watched.lastDay, { exact: true }).fill(dayFromNow(400));
  await dialog.getByRole('button', { name: words.watched.save, exact: true }).click();
  await expect(section.getByRole('listitem')).toContainText('400 天');
  await expect(section.getByRole('listitem')).not.toContainText('请插入');
  await section.getByRole('button', { name: /^移除/ }).click();
  await expect(section).toHaveCount(0);
  await page.getByRole('button', { name: /撤销/ }).click();
  await expect(section.getByRole('listitem')).toContainText('400 天');
});

test('[D04] a .cer without its key is watched once the offer is accepted, and no key is called missing', async () => {
  const { folder, pages } = shared;
  const { page, words, importing, list, detail } = pages;
  const bank = makeIdentityFiles(folder, 'bank', { subject: '/CN=银行', days: 3650 });
  const token = issueIdentity(folder, 'token', { subject: '/CN=盾中人', issuer: bank, from: -10, until: 300.5 });
  const cer = path.join(folder, 'token.cer');
  execFileSync('openssl', ['x509', '-in', token.certificate, '-outform', 'DER', '-out', cer]);
  await dropFiles(page, [cer]);
  await importing.commit.click();
  await page.getByRole('button', { name: words.watched.offerAction, exact: true }).click();
  await expect(page.getByText(words.watched.offerDone)).toBeVisible();
  await importing.view.click();
  await expect(list.row('盾中人')).toContainText(words.list.keyWatched);
  await detail.heading('盾中人').waitFor();
  await expect(detail.pane).toContainText(words.detail.keyWatched);
  await expect(detail.pane).not.toContainText(words.list.keyMissing);
  // The closing dialog gives the focus to the row, which would end the key press.
  await expect(list.row('盾中人')).toBeFocused();
  // By keyboard: answers above the button may still move it under a pointer.
  await page.getByRole('button', { name: words.detail.watchStop }).press('Enter');
  await expect(list.row('盾中人')).toContainText(words.list.keyMissing);
  await page.getByRole('button', { name: words.detail.watchOnly }).press('Enter');
  await expect(list.row('盾中人')).toContainText(words.list.keyWatched);
  const { entries } = (await value(page, 'activity.list', { before: null, limit: 20 })) as {
    entries: { event: string }[];
  };
  expect(entries.slice(0, 3).map(({ event }) => event)).toEqual(['watched', 'unwatched', 'watched']);
});
