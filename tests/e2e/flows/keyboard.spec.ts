// SPDX-License-Identifier: Apache-2.0
import path from 'node:path';
import { type IdentityFiles, makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { expect, test } from '../support/fixtures.ts';
import { activate, tabTo, typeInto, watchPointer } from '../support/people/keyboard.ts';
import { publicKeyInPkcs12, publicKeyOfCertificate } from '../support/apps/reopen.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const passphrase = 'a passphrase of four words';
const shared = shareApp('en');
let zhang: IdentityFiles;
let pointerUses: () => Promise<number>;

/** The task of main-job.spec.ts, without the mouse. */
test('[U02] [F01] [K01] importing by keyboard moves the focus to each next field', async () => {
  zhang = makeIdentityFiles(shared.folder, '张三', { subject: '/CN=051@张三@110101199001011234@1', days: 500 });
  const { page, list, importing, words } = shared.pages;
  const { keyboard } = page;
  pointerUses = await watchPointer(page);
  await shared.app.answerOpenDialog([zhang.p12]);
  await activate(page, list.importFirst);
  await expect(importing.password).toBeFocused();
  await keyboard.type('not the password');
  await keyboard.press('Enter');
  await expect(importing.diagnosis('wrong-password')).toBeVisible();
  await expect(importing.password).toBeFocused();
  await typeInto(page, importing.password, zhang.password);
  await keyboard.press('Enter');
  await expect(importing.commit).toBeFocused();
  await keyboard.press('Enter');
  await expect(importing.passphrase).toBeFocused();
  await keyboard.type(passphrase);
  await typeInto(page, importing.passphraseAgain, passphrase);
  await keyboard.press('Enter');
  await expect(importing.dialog.getByRole('button', { name: words.vault.writeCode, exact: true })).toBeFocused();
  await expect(importing.done).toHaveAccessibleDescription(new RegExp(words.import.result.noBackup));
  await activate(page, importing.done);
  await expect(importing.dialog).toHaveCount(0);
  // The button that opened the dialog disappeared with the empty list.
  await expect(list.activeRow).toBeFocused();
});

test('[U02] a row menu and the dialog it opens give the focus back to the row', async () => {
  const { page, list, words } = shared.pages;
  await page.keyboard.press('Shift+F10');
  await page.keyboard.type('Name');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: words.detail.notes }).waitFor();
  await page.keyboard.press('Escape');
  await expect(list.activeRow).toBeFocused();
});

test('[U02] [L02] search, list and detail are used by keyboard', async () => {
  const { page, list, detail } = shared.pages;
  const { keyboard } = page;
  await keyboard.press('Control+K');
  await expect(list.search).toBeFocused();
  await keyboard.insertText('张三');
  await expect(list.rows).toHaveCount(1);
  await tabTo(page, list.row('张三'));
  await keyboard.press('Enter');
  await expect(detail.pane).toBeFocused();
  await tabTo(page, detail.tab('tabOverview'));
  await keyboard.press('ArrowRight');
  await expect(detail.tab('tabChain')).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('ArrowLeft');
  await activate(page, detail.more);
  await keyboard.type('Name');
  await keyboard.press('Enter');
  await typeInto(page, detail.field('label'), 'Salary');
  await keyboard.press('Enter');
  await expect(detail.heading('Salary')).toBeVisible();
});

test('[U02] [F06] [K03] a locked vault exports by keyboard, and each dialog gives the focus back', async () => {
  const { page, shell, detail, exporting, unlocking, words } = shared.pages;
  const { keyboard } = page;
  const file = path.join(shared.folder, 'keyboard.p12');
  await activate(page, shell.lock);
  await expect(shell.vault).toContainText(words.vault.locked);
  await activate(page, detail.more);
  await keyboard.type('Exp');
  await keyboard.press('Enter');
  await tabTo(page, exporting.format('p12'));
  await keyboard.press('ArrowDown');
  await expect(exporting.format('pem')).toBeChecked();
  await keyboard.press('ArrowUp');
  await activate(page, exporting.next);
  await expect(exporting.password).toBeFocused();
  await keyboard.type('export password');
  await typeInto(page, exporting.passwordAgain, 'export password');
  await keyboard.press('Enter');
  await shared.app.person.choosePlace(file);
  await activate(page, exporting.choosePlaceButton);
  await expect(exporting.write).toBeEnabled();
  await activate(page, exporting.write);
  await expect(unlocking.passphrase).toBeFocused();
  await keyboard.type(passphrase);
  await keyboard.press('Enter');
  await expect(exporting.proof).toContainText(file);
  await expect(exporting.done).toBeFocused();
  await keyboard.press('Enter');
  await expect(exporting.dialog).toHaveCount(0);
  await expect(detail.more).toBeFocused();
  expect(publicKeyInPkcs12(file, 'export password', false)).toBe(publicKeyOfCertificate(zhang.certificate));
});

test('[U02] [K01] the recovery code is saved by keyboard, and Escape closes a dialog', async () => {
  const { page, shell, recovery } = shared.pages;
  const { keyboard } = page;
  await activate(page, shell.writeDownRecoveryCode);
  await expect(recovery.create).toBeFocused();
  await keyboard.press('Escape');
  await expect(recovery.dialog).toHaveCount(0);
  await expect(shell.writeDownRecoveryCode).toBeFocused();
  await keyboard.press('Enter');
  await expect(recovery.create).toBeFocused();
  await keyboard.press('Enter');
  const code = await recovery.code();
  await activate(page, recovery.written);
  await expect(recovery.asked.first()).toBeFocused();
  for (const number of await recovery.askedNumbers()) await keyboard.type(code[number - 1] ?? '');
  await keyboard.press('Enter');
  await expect(recovery.saved).toBeVisible();
  await keyboard.press('Escape');
  await expect(shell.recoveryBanner).toHaveCount(0);
});

test('[U02] [U01] [U03] navigation and settings are used by keyboard', async () => {
  const { page, shell, settings, list, words } = shared.pages;
  await activate(page, shell.room('settings'));
  await expect(settings.heading).toBeVisible();
  await tabTo(page, settings.theme('themeSystem'));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await activate(page, shell.room('certificates'));
  await expect(shell.room('certificates')).toHaveAttribute('aria-current', 'page');
  await expect(list.activeRow).toBeFocused();
  await page.keyboard.press('Control+O');
  await page.getByRole('dialog', { name: words.import.title }).waitFor();
  await page.keyboard.press('Escape');
  await expect(list.activeRow).toBeFocused();
});

test('[U02] no pointer was used', async () => {
  expect(await pointerUses()).toBe(0);
});
