// SPDX-License-Identifier: Apache-2.0
import { DatabaseSync } from 'node:sqlite';
import path from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { importFile } from '../../pages/tasks.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { value } from '../../support/apps/in-page.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

// The name alone marks the data folder as cloud-synced.
const shared = shareApp('en', { theme: 'light' }, 'Dropbox');
const passphrase = '我的主密码 long enough';
let take: ReturnType<typeof pictures>;

const visit = async (name: string) => {
  await axeCheck(shared.app.page, name);
  await take(shared.app.page, name);
};
const banner = (title: string) => shared.app.page.getByRole('region', { name: title, exact: true });

test.beforeAll(async () => {
  test.setTimeout(120_000);
  take = pictures('screens-vault-in-trouble');
  const zhang = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=张三', password: 'correct horse' });
  await importFile(shared.app, shared.pages, { file: zhang.p12, password: 'correct horse' }, passphrase);
});
test.beforeEach(() => test.setTimeout(120_000));

test('[K01] a vault in a synced folder shows a banner with advice, which can be postponed', async () => {
  const { page, shell, words } = shared.pages;
  const synced = await shell.notice(words.banner.syncedTitle.replace('{{where}}', 'Dropbox'));
  await expect(synced).toContainText(words.banner.syncedText);
  await visit('synced folder');
  await synced.getByRole('button', { name: words.banner.syncedAction }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(shared.dataFolder);
  await expect(dialog).toContainText(words.banner.syncedExclude);
  await visit('synced folder, what to do');
  await dialog.getByRole('button', { name: words.common.done, exact: true }).click();
  await synced.getByRole('button', { name: words.banner.later, exact: true }).click();
  await expect(synced).toHaveCount(0);
});

test('[K07] a recipient swapped while the app is closed is reported after the unlock', async () => {
  await shared.close();
  const recipient = await identityToRecipient(await generateX25519Identity());
  const database = new DatabaseSync(path.join(shared.dataFolder, 'vault.sqlite'));
  database.prepare('UPDATE vault SET recipient = ?').run(recipient);
  database.close();

  const { page, shell, unlocking, words } = await shared.restart();
  await shell.unlock.click();
  await unlocking.withPassphrase(passphrase);
  const broken = banner(words.banner.sealTitle);
  await expect(broken).toContainText(words.banner.sealText);
  await visit('seal broken');
  await broken.getByRole('button', { name: words.banner.look }).click();
  await expect(page.getByRole('main')).toContainText(words.activity.seal.broken);
  await expect(page.getByRole('main')).toContainText(words.activity.finding['recipient-swapped']);
  await visit('seal broken, activity');
});

test('[K07] accepting the finding is recorded and removes the banner for good', async () => {
  const { page, words } = shared.pages;
  await page.getByRole('button', { name: words.activity.accept, exact: true }).click();
  await expect(page.getByRole('main')).toContainText(words.activity.seal.sealed);
  await expect(page.getByRole('main')).toContainText(words.activity.event['seal-accepted']);
  await expect(banner(words.banner.sealTitle)).toHaveCount(0);
  await visit('seal accepted');
  const { shell, unlocking } = await shared.restart();
  await shell.unlock.click();
  await unlocking.withPassphrase(passphrase);
  await expect(shell.lock).toBeVisible();
  expect(await value(shared.app.page, 'activity.verify', {})).toMatchObject({ seal: 'sealed', findings: [] });
  await expect(banner(words.banner.sealTitle)).toHaveCount(0);
});
