// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { mistyped } from '../../../support/vault/recovery-groups.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { chooseFiles } from '../../pages/tasks.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { dropFiles } from '../../support/apps/in-page.ts';
import { makeOwnFiles, type OwnFiles } from '../../support/data/many-files.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { choose } from '../../support/checks/choose.ts';

const shared = shareApp('en', { theme: 'light' });
let own: OwnFiles;
let photo = '';
let pfx = '';
let take: ReturnType<typeof pictures>;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  take = pictures('screens-own-files');
  const zhang = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=张三' });
  own = await makeOwnFiles(shared.folder, zhang.p12, zhang.password);
  photo = path.join(shared.folder, 'photo.jpg');
  pfx = path.join(shared.folder, 'x.pfx');
  copyFileSync(own.backup, photo);
  copyFileSync(own.vault, pfx);
});
test.beforeEach(() => test.setTimeout(180_000));

const restoring = () => {
  const { page, words } = shared.pages;
  const dialog = page.getByRole('dialog', { name: words.backup.restoring.title });
  const button = (name: string) => dialog.getByRole('button', { name, exact: true });
  return { dialog, boxes: dialog.getByTestId('recovery-code-field').getByRole('textbox'), button };
};

test('[B03] a renamed backup chosen for import leads to the restore dialog with that file', async () => {
  const { page, importing, list, words } = shared.pages;
  await list.importButton.click();
  await chooseFiles(shared.app, shared.pages, [photo]);
  await expect(importing.dialog).toContainText(words.import.many.backup);
  await axeCheck(page, 'a backup in the import');
  await take(page, 'a backup in the import');
  await importing.dialog.getByRole('button', { name: words.backup.restore, exact: true }).click();
  const { dialog } = restoring();
  await expect(dialog).toContainText(photo);
  await expect(dialog.getByLabel(words.backup.secret.passphrase, { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('[B03] [K05] a dropped backup opens with its recovery code, and a mistyped group is named', async () => {
  const { page, importing, list, words } = shared.pages;
  await dropFiles(page, [photo]);
  await importing.dialog.getByRole('button', { name: words.backup.restore, exact: true }).click();
  const { dialog, boxes, button } = restoring();
  await expect(dialog).toContainText('photo.jpg');
  await choose(dialog.getByRole('radio', { name: words.vault.withRecovery }));
  const groups = own.recoveryCode.split('-');
  await boxes.first().fill(groups.with(6, mistyped(groups[6] ?? '')).join('-'));
  await expect(dialog.getByTestId('recovery-code-error')).toContainText('7');
  await expect(button(words.backup.restoring.open)).toBeDisabled();
  await axeCheck(page, 'a mistyped recovery code');
  await take(page, 'a mistyped recovery code');
  await boxes.nth(6).fill((groups[6] ?? '').toLowerCase());
  await button(words.backup.restoring.open).click();
  await expect(dialog).toContainText('张三');
  await page.keyboard.press('Escape');
  await expect(list.rows).toHaveCount(0);
  // No copy of the dropped file is left.
  expect(readdirSync(shared.dataFolder).filter((name) => name.includes('import-'))).toEqual([]);
});

test('[K09] an exported vault named x.pfx is recognised when chosen or opened from outside', async () => {
  const { page, importing, list, words } = shared.pages;
  await list.importButton.click();
  await chooseFiles(shared.app, shared.pages, [pfx]);
  await expect(importing.dialog).toContainText(words.import.vaultFile.lead);
  await page.keyboard.press('Escape');
  const { importing: again } = await shared.restart([pfx]);
  await expect(again.dialog).toContainText(words.import.vaultFile.lead);
});
