import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { type BankCustomer, startCustomer } from '../../support/bank/bank-customer.ts';
import { type Bank, startBank } from '../../support/bank/bank-server.ts';
import { chooseByPolicy, startChromium } from '../../support/browser-login/chromium.ts';
import { serverFor } from '../../support/browser-login/login-fixture.ts';
import { axeCheck } from '../support/axe-check.ts';
import { expect, test } from '../support/fixtures.ts';
import { value } from '../support/in-page.ts';
import { makePersonHome } from '../support/person-home.ts';
import { pictures } from '../support/pictures.ts';
import { isOfTheTest } from '../support/process-tree.ts';
import { shareApp } from '../support/shared-app.ts';
import { makeStoreHome } from '../support/store-home.ts';
import {
  applyAtBank,
  type AtTheBank,
  bankFile,
  filePassword,
  importFromBank,
  installFromImport,
  takeBankProfile,
} from '../support/walk-bank.ts';

/** The life of a certificate of most people: the page of a bank, a file, a browser; then the same once more to renew. */
const listed = makeStoreHome();
const person = makePersonHome();
const shared = shareApp('en', { theme: 'light' });
const passphrase = '我的主密码 long enough';
const take = pictures('screens-bank');
let bank: Bank;
let customer: BankCustomer;
const closing: (() => Promise<void>)[] = [];

const visit = async (name: string): Promise<void> => {
  const { page } = shared.app;
  await axeCheck(page, name);
  const shown = await page.evaluate(() => document.body.innerText);
  expect(shown, name).not.toMatch(/\bCSR\b|PKCS/);
  await take(page, name);
};
const atBank = (): AtTheBank => ({ shared, bank, person, customer, visit });
const home = (): string => process.env['HOME'] ?? '';

test.beforeEach(() => test.setTimeout(300_000));
test.beforeAll(async () => {
  bank = await startBank(shared.folder, { nameOf: (name, earlier) => (earlier === 0 ? name : `${name}@2027`) });
  isOfTheTest(bank.url);
  closing.push(async () => bank.close());
  customer = await startCustomer({ home: home(), serverKeyHash: bank.keyHash, downloads: person.downloads });
  closing.unshift(async () => customer.close());
});
// Where nothing was started, as without an Electron binary, there is nothing to close.
test.afterAll(async () => {
  for (const close of closing) await close();
});

test('[E01] [E02] the profile of a bank, its official address in the person’s own browser, the folder of downloads', async () => {
  await takeBankProfile(atBank());
  expect(await applyAtBank(atBank())).toBe(bank.url);
  expect(await value(shared.app.page, 'settings.get', {})).toMatchObject({ downloadFolder: person.downloads });
});

test('[E01] [E06] a download on its way is waited for; the file is recognised, imported, and ends the application', async () => {
  const { words, visiting, importing } = shared.pages;
  bank.validity = { from: -345, until: 20.4 };
  bank.pauseMs = 3000;
  await customer.fetch(bank.url, { purpose: 'apply', name: '张三', password: filePassword, code: 'wrong' });
  expect(await customer.said()).toContain('参考号或授权码不对');
  await customer.fetch(bank.url, { purpose: 'apply', name: '张三', password: filePassword });
  // Chromium's own name for what is on its way.
  await expect.poll(() => readdirSync(person.downloads).join(' ')).toContain('.crdownload');
  await expect(visiting.waiting).toBeVisible();
  await importFromBank(atBank(), bankFile, passphrase);
  expect(existsSync(path.join(person.downloads, bankFile))).toBe(true);
  const done = words.visits.done.apply.replace('{{name}}', bank.profile.name);
  await expect(importing.dialog).toContainText(done);
  expect(await value(shared.app.page, 'visits.list', {})).toEqual({ visits: [] });
});

test('[E06] [S09] installed into the browser, its key tested, and that browser logs in with it', async () => {
  const { page } = shared.pages;
  await installFromImport(atBank());
  expect(listed()).toContain('张三');
  await page.keyboard.press('Escape');
  // A browser has its database for itself.
  await customer.close();
  const server = await serverFor(shared.folder, [bank.authority]);
  const takePolicyAway = chooseByPolicy([server.port]);
  const browser = await startChromium({ home: home(), serverKeyHash: server.keyHash });
  try {
    expect(await browser.read(server.url)).toContain('subject=');
    expect(server.seen).toEqual(['张三']);
  } finally {
    await browser.close();
    takePolicyAway();
    await server.close();
  }
  customer = await startCustomer({ home: home(), serverKeyHash: bank.keyHash, downloads: person.downloads });
});

test('[E06] [B01] backed up', async () => {
  const { shell, backup, words } = shared.pages;
  await shell.goTo('backup');
  await backup.create.click();
  await backup.next.click();
  await backup.typeFolder(path.join(shared.folder, 'U盘'));
  await backup.next.click();
  await backup.field(words.backup.wizard.vaultPassphrase).fill(passphrase);
  await backup.button(words.backup.wizard.write).click();
  await expect(backup.alert).toContainText(words.backup.done.title);
  await backup.done.click();
});

test('[E01] [E07] 如何更新 opens the steps of its bank; a restart goes on waiting, in the room', async () => {
  const { page, words, shell, list, detail, visiting } = shared.pages;
  await shell.goTo('certificates');
  await list.row('张三').click();
  await detail.heading('张三').waitFor();
  await visit('bank, twenty days left');
  await detail.pane.getByRole('button', { name: words.detail.renewHow, exact: true }).focus();
  await page.keyboard.press('Enter');
  await visiting.dialog.getByText(person.downloads, { exact: true }).waitFor();
  await visiting.next.click();
  await visiting.waiting.waitFor();
  await expect(visiting.dialog).toContainText('choose 更新证书');
  await visit('bank, how to renew');
  await visiting.later.click();
  const again = await shared.restart();
  await again.shell.goTo('enrolment');
  await again.enrolling.waits(bank.profile.name).getByText(words.visits.waitingItem, { exact: true }).waitFor();
  await visit('bank, waiting in the room');
  await again.enrolling.act(again.enrolling.waits(bank.profile.name), 'goOn').click();
  await again.visiting.openAddress.click();
  expect(await person.openedAddress()).toBe(bank.url);
  await again.page.keyboard.press('Escape');
  await expect(again.enrolling.dialog).toHaveCount(0);
});

test('[E01] [E07] [L01] the renewed one comes, with a name that its bank changed, and the old one is superseded', async () => {
  const { page, words, importing, visiting, enrolling } = shared.pages;
  bank.validity = { from: -0.01, until: 365 };
  bank.pauseMs = 0;
  // Under the name of the old file, whose place it takes: this browser asks nobody.
  await customer.fetch(bank.url, { purpose: 'renew', name: '张三', password: filePassword });
  const row = enrolling.waits(bank.profile.name);
  await row.getByText(words.visits.came, { exact: true }).waitFor();
  await visit('bank, came while nobody looked');
  await visiting.importOf(bankFile).click();
  await importing.openWith(filePassword);
  await importing.commit.click();
  await expect(importing.dialog).toContainText(words.visits.done.renew.replace('{{name}}', bank.profile.name));
  await visit('bank, renewed');
  const [old, renewed] = bank.issued.map(({ sha256 }) => sha256);
  expect(await value(page, 'certificates.detail', { sha256: old })).toMatchObject({
    status: 'superseded',
    supersededBy: renewed,
    hasPrivateKey: true,
  });
  await importing.view.click();
  await visit('bank, the new one');
});
