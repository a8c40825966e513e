import { makeIdentityFiles } from '../../support/openssl-identity.ts';
import { importFile } from '../pages/tasks.ts';
import { issueIdentity } from './certificate-files.ts';
import type { Visit } from './screens.ts';
import type { SharedApp } from './shared-app.ts';

/**
 * The room of the stores, from the empty vault to a certificate that was installed, tested and removed. Needs a home
 * with one empty Chromium store (`makeStoreHome`) and an unlocked vault.
 */
export async function walkBrowsers({ app, pages, folder }: SharedApp, visit: Visit): Promise<void> {
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
  await detail.pane.getByRole('button', { name: words.install.action, exact: true }).click();
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
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 900, height: 800 });
  await visit('narrow browsers');
  await page.setViewportSize({ width: 1280, height: 800 });
}
