// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type BankCustomer, startCustomer } from '../../../support/bank/bank-customer.ts';
import { type Bank, startBank } from '../../../support/bank/bank-server.ts';
import { chooseByPolicy, startChromium } from '../../../support/stores/browser-login/chromium.ts';
import { serverFor } from '../../../support/stores/browser-login/login-fixture.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importByCalls, value } from '../../support/apps/in-page.ts';
import { makePersonHome } from '../../support/people/person-home.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { isOfTheTest } from '../../support/apps/process-tree.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeStoreHome } from '../../support/data/store-home.ts';
import {
  applyAtBank,
  type AtTheBank,
  bankFile,
  filePassword,
  importFromBank,
  installFromImport,
  replaceOld,
  takeBankProfile,
} from '../../support/walks/walk-bank.ts';
import { walkLostAndFound } from '../../support/walks/walk-lost-and-found.ts';

/**
 * The life of a typical certificate in one vault: applied for at the bank, imported, installed and backed up, renewed
 * after a reminder, then lost and found on the disk.
 */
const listed = makeStoreHome();
const person = makePersonHome();
// Quiet hours would delay the reminder.
const reminders = { isOn: true, days: [60, 30, 14, 7, 3, 1, 0], quietHours: null, hideNames: false };
const shared = shareApp('zh-CN', { theme: 'light', reminders });
const passphrase = '我的主密码 long enough';
/** The bank adds the year when it renews. */
const renewedName = '张三@2027';
/** No screen, in either language, may show a term that a bank customer has never heard. */
const take = pictures('screens-life', 'zh-CN', async (screen) => {
  const shown = await shared.app.page.evaluate(() => document.body.innerText);
  expect(shown, screen).not.toMatch(/\bCSR\b|PKCS/);
});
let bank: Bank;
let customer: BankCustomer;
const closing: (() => Promise<void>)[] = [];

const visit = async (name: string): Promise<void> => {
  await axeCheck(shared.app.page, name);
  await take(shared.app.page, name);
};
const atBank = (): AtTheBank => ({ shared, bank, person, customer, visit });
const home = (): string => process.env['HOME'] ?? '';

/** Logs in to a server that requests a certificate, using the person's browser. Returns the names the server sees. */
async function whoLogsIn(): Promise<readonly string[]> {
  // Only one browser at a time can use the profile.
  await customer.close();
  const server = await serverFor(shared.folder, [bank.authority]);
  const takePolicyAway = chooseByPolicy();
  const browser = await startChromium({ home: home(), serverKeyHash: server.keyHash });
  try {
    expect(await browser.read(server.url)).toContain('subject=');
    return server.seen;
  } finally {
    await browser.close();
    takePolicyAway();
    await server.close();
    customer = await startCustomer({ home: home(), serverKeyHash: bank.keyHash, downloads: person.downloads });
  }
}
/** SHA-256 of the certificates the bank issued, oldest first. */
const issued = (): string[] => bank.issued.map(({ sha256 }) => sha256);

test.beforeEach(() => test.setTimeout(300_000));
test.beforeAll(async () => {
  bank = await startBank(shared.folder, { nameOf: (name, earlier) => (earlier === 0 ? name : `${name}@2027`) });
  isOfTheTest(bank.url);
  closing.push(async () => bank.close());
  customer = await startCustomer({ home: home(), serverKeyHash: bank.keyHash, downloads: person.downloads });
  closing.unshift(async () => customer.close());
});
// The list is empty if an earlier `beforeAll` failed.
test.afterAll(async () => {
  for (const close of closing) await close();
});

test('[E01] [E02] a bank profile opens its official address in the person’s browser', async () => {
  await takeBankProfile(atBank());
  expect(await applyAtBank(atBank())).toBe(bank.url);
  expect(await value(shared.app.page, 'settings.get', {})).toMatchObject({ downloadFolder: person.downloads });
});

test('[E01] [E06] an unfinished download is waited for, then imported, which completes the application', async () => {
  const { words, guiding, importing } = shared.pages;
  bank.validity = { from: -345, until: 20 };
  bank.pauseMs = 3000;
  await customer.fetch(bank.url, { purpose: 'apply', name: '张三', password: filePassword, code: 'wrong' });
  expect(await customer.said()).toContain('参考号或授权码不对');
  await customer.fetch(bank.url, { purpose: 'apply', name: '张三', password: filePassword });
  // Chromium's name for an unfinished download.
  await expect.poll(() => readdirSync(person.downloads).join(' ')).toContain('.crdownload');
  await expect(guiding.watching(person.downloads)).toBeVisible();
  await importFromBank(atBank(), bankFile, passphrase);
  expect(existsSync(path.join(person.downloads, bankFile))).toBe(true);
  const done = words.webEnrolments.done.apply.replace('{{name}}', bank.profile.name);
  await expect(importing.dialog).toContainText(done);
  // The bank's untrusted root is reported but doesn't block the next step.
  await expect(importing.dialog).toContainText(words.trust.path.untrusted.split('{{root}}')[0] ?? '');
  expect(await value(shared.app.page, 'webEnrolments.list', {})).toEqual({ webEnrolments: [] });
});

test('[E06] [S09] the certificate is installed and tested in the browser, which logs in with it', async () => {
  const { page, storing } = shared.pages;
  await installFromImport(atBank());
  // The browser is shown by name, not by its database's path.
  await expect(storing.dialog).not.toContainText('nssdb');
  expect(listed()).toContain('张三');
  await page.keyboard.press('Escape');
  expect(await whoLogsIn()).toEqual(['张三']);
});

test('[E06] [B01] the certificate is backed up', async () => {
  const { shell, backup, words } = shared.pages;
  await shell.goTo('backup');
  await backup.openWizard();
  await backup.chooseFolder(path.join(shared.folder, 'U盘'));
  await backup.next.click();
  await backup.field(words.backup.wizard.vaultPassphrase).fill(passphrase);
  await backup.button(words.backup.wizard.write).click();
  await expect(backup.alert).toContainText(words.backup.done.title);
  await backup.done.click();
});

test('[R01] [R02] [E01] [E07] a reminder 20 days before expiry opens the renewal steps of its bank', async () => {
  const { page, words, shell, list, detail, guiding } = shared.pages;
  await shell.goTo('certificates');
  // Reminders are checked every minute. The window shows them, because this desktop has no notifications.
  const reminder = page.getByRole('region', { name: '“张三”还有 20 天到期', exact: true });
  // Notices show one at a time, and the recovery code comes first.
  const next = page.getByRole('button', { name: words.notices.next, exact: true });
  await expect(async () => {
    if (!(await reminder.isVisible())) await next.click({ timeout: 1000 });
    await expect(reminder).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 90_000 });
  await visit('bank, reminded');
  await reminder.getByRole('button', { name: '如何更新', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: words.guide.renewTitle.replace('{{name}}', '张三'), exact: true }).waitFor();
  await expect(guiding.step('find')).toContainText('选择“更新证书”');
  const signIn = await guiding.step('sign-in').boundingBox();
  await expect(guiding.openAddress).toContainText('Chromium');
  expect(await guiding.step('sign-in').boundingBox()).toEqual(signIn);
  await guiding.tick('site');
  await guiding.tick('sign-in');
  await guiding.watch.click();
  await guiding.watching(person.downloads).waitFor();
  await visit('bank, how to renew');
  // Once acted on, the reminder stays away until the next reminder day.
  await expect(reminder).toHaveCount(0);
  await shell.goTo('certificates');
  await list.row('张三').click();
  await visit('bank, twenty days left');
  await expect(detail.pane.getByRole('button', { name: words.detail.renewHow, exact: true })).toBeVisible();
});

test('[E01] [E07] a renewal keeps waiting for its download after a restart', async () => {
  const { words, shell, enrolling, guiding } = await shared.restart();
  await shell.goTo('enrolment');
  await enrolling.waits(bank.profile.name).getByText(words.webEnrolments.waitingItem, { exact: true }).waitFor();
  await visit('bank, waiting in the room');
  await enrolling.act(enrolling.waits(bank.profile.name), 'goOn').click();
  await expect(guiding.now).toHaveAttribute('data-step', 'find');
  await guiding.openAddress.click();
  expect(await person.openedAddress()).toBe(bank.url);
  await guiding.button(words.common.close).click();
  await expect(guiding.now).toHaveCount(0);
});

test('[E01] [E07] [L01] a renewed certificate with a name the bank changed supersedes the old one', async () => {
  const { page, words, importing, guiding, enrolling } = shared.pages;
  bank.validity = { from: -0.01, until: 365 };
  bank.pauseMs = 0;
  // The browser overwrites the old file without asking.
  await customer.fetch(bank.url, { purpose: 'renew', name: '张三', password: filePassword });
  const row = enrolling.waits(bank.profile.name);
  await row.getByText(words.webEnrolments.came, { exact: true }).waitFor();
  await visit('bank, came while nobody looked');
  await guiding.importOf(bankFile).click();
  await importing.openWith(filePassword);
  await importing.commit.click();
  await expect(importing.dialog).toContainText(words.webEnrolments.done.renew.replace('{{name}}', bank.profile.name));
  await visit('bank, renewed');
  const [old, renewed] = issued();
  expect(await value(page, 'certificates.detail', { sha256: old })).toMatchObject({
    status: 'superseded',
    supersededBy: renewed,
    hasPrivateKey: true,
  });
});

test('[E07] [S07] [S09] [R02] the browser logs in with the renewed certificate, and nothing is due', async () => {
  const { page, words, shell, list, unlocking } = shared.pages;
  await replaceOld(atBank(), async () => {
    await unlocking.passphrase.waitFor();
    await page.keyboard.type(passphrase);
    await page.keyboard.press('Enter');
  });
  await page.getByRole('dialog').last().getByRole('button', { name: words.detail.successorShow, exact: true }).click();
  await list.row(renewedName).waitFor();
  await visit('bank, the new one');
  await expect(page.getByRole('region').filter({ hasText: words.detail.renewHow })).toHaveCount(0);
  expect(listed()).toContain(renewedName);
  expect(await whoLogsIn()).toEqual([renewedName]);
  await shell.goTo('certificates');
});

test('[E08] [D01] [D03] a certificate that lost its key is found on the disk and complete again', async () => {
  const { page, words, shell, detail, list, losing } = shared.pages;
  const [, renewed] = bank.issued;
  if (renewed === undefined) throw new Error('the bank issued one certificate only');
  const { sha256 } = renewed;
  await value(page, 'deletion.delete', { certificates: [sha256] });
  await value(page, 'deletion.purge', { certificates: [sha256] });
  await importByCalls(page, renewed.certificate, null);
  expect(await value(page, 'certificates.detail', { sha256 })).toMatchObject({ hasPrivateKey: false });
  const lost = { holder: renewedName, folder: person.downloads, file: bankFile, password: filePassword, passphrase };
  await walkLostAndFound(shared.pages, lost, visit);
  expect(await value(page, 'certificates.detail', { sha256 })).toMatchObject({ hasPrivateKey: true, status: 'valid' });
  await losing.button(words.losses.end.foundAgain).click();
  await expect(losing.dialog).toHaveCount(0);
  await shell.goTo('certificates');
  await list.row(renewedName).click();
  await detail.heading(renewedName).waitFor();
  expect(await value(page, 'certificates.detail', { sha256 })).toMatchObject({ loss: null });
  await visit('bank, the whole life');
});
