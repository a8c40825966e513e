// SPDX-License-Identifier: Apache-2.0
import { type IdentityFiles, makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { importFile } from '../../pages/tasks.ts';
import { issueIdentity } from '../data/certificate-files.ts';
import type { Visit } from '../checks/screens.ts';
import type { SharedApp } from '../apps/shared-app.ts';
import { makeDamagedFirefox, putIntoChromium } from '../data/store-home.ts';

/**
 * The browsers room: a certificate is installed, tested and removed. Needs a home with one empty Chromium store
 * (`makeStoreHome`) and no vault yet.
 */
export async function walkBrowsers(shared: SharedApp, visit: Visit): Promise<void> {
  const { app, pages, folder } = shared;
  const { page, shell, browsers, storing, list, detail, words } = pages;
  await page.setViewportSize({ width: 1280, height: 800 });
  await shell.goTo('browsers');
  await browsers.store('Chromium').first().waitFor();
  await visit('browsers, nothing yet');
  const bank = makeIdentityFiles(folder, 'store-bank', { subject: '/CN=示例银行根证书/O=示例银行/C=CN', days: 3650 });
  const { p12, password } = issueIdentity(folder, 'store-zhang', {
    subject: '/CN=孙八/O=示例银行/C=CN',
    issuer: bank,
    from: -30,
    until: 300.5,
  });
  await shell.goTo('certificates');
  await importFile(app, pages, { file: p12, password }, '我的主密码 long enough');
  await list.row('孙八').click();
  await detail.heading('孙八').waitFor();
  await detail.pane.getByText(words.detail.installedNowhere).waitFor();
  await detail.pane.getByRole('button', { name: words.detail.install, exact: true }).click();
  await storing.next.waitFor();
  await visit('install, places');
  await storing.next.click();
  await storing.install.waitFor();
  await visit('install, review');
  await storing.install.click();
  await storing.results.first().waitFor();
  await visit('install, result');
  await storing.button(words.install.pathTest).click();
  await storing.testKey.click();
  await storing.keyPassed.waitFor();
  await visit('test, key passed');
  await storing.button(words.proof.tryLogin).click();
  await storing.dialog.getByLabel(words.proof.siteUrl).fill('https://银行.example/login');
  await visit('test, website');
  await page.keyboard.press('Escape');
  await visit('detail, installed');
  await shell.goTo('browsers');
  await browsers.row('孙八').waitFor();
  await visit('browsers');
  await browsers.row('孙八').getByText('孙八').click();
  await browsers.sheet.waitFor();
  await visit('places of one');
  await browsers.at('Chromium', 'remove').click();
  await storing.remove.waitFor();
  await visit('remove');
  await storing.remove.click();
  await storing.done.waitFor();
  await visit('removed');
  await storing.done.click();
  // The button that opened the dialog is gone, so focus must move.
  await page.waitForFunction(() => document.activeElement !== document.body);
  await page.keyboard.press('Escape');
  await browsers.sheet.waitFor({ state: 'detached' });
  await page.setViewportSize({ width: 900, height: 800 });
  await visit('narrow browsers');
  await page.setViewportSize({ width: 1280, height: 800 });
  await walkOnlyThere(shared, bank, visit);
}

/** Imports a certificate whose key is only in the browser, then shows an unreadable store. */
async function walkOnlyThere({ pages, folder }: SharedApp, issuer: IdentityFiles, visit: Visit): Promise<void> {
  const { page, browsers, storing, words } = pages;
  const only = issueIdentity(folder, 'store-only', {
    subject: '/CN=周九/O=示例银行/C=CN',
    issuer,
    from: -30,
    until: 20.5,
  });
  putIntoChromium(only.p12, only.password);
  await browsers.lookAgain.click();
  await browsers.row('周九').waitFor();
  await visit('browsers, only there');
  await browsers.row('周九').getByText('周九').click();
  await browsers.at('Chromium', 'remove').click();
  await storing.dialog.getByText(words.removal.lastCopyTitle).waitFor();
  await visit('remove, last copy');
  await storing.button(words.common.cancel).click();
  await browsers.at('Chromium', 'takeIn').click();
  await storing.takeIn.waitFor();
  await visit('take in');
  await storing.takeIn.click();
  await storing.done.waitFor();
  await visit('taken in');
  await storing.done.click();
  await page.waitForFunction(() => document.activeElement !== document.body);
  await page.keyboard.press('Escape');
  await browsers.sheet.waitFor({ state: 'detached' });
  await browsers.install.click();
  await storing.dialog.getByRole('checkbox', { name: '周九' }).waitFor({ state: 'attached' });
  await visit('install, choose');
  await page.keyboard.press('Escape');
  makeDamagedFirefox();
  await browsers.lookAgain.click();
  await browsers.store('Firefox').waitFor();
  await visit('browsers, one damaged');
}
