// SPDX-License-Identifier: Apache-2.0
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type IdentityFiles, makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { watchPointer } from '../support/people/keyboard.ts';
import { importFile } from '../pages/tasks.ts';
import { axeCheck } from '../support/checks/axe-check.ts';
import { coveredButtons } from '../support/checks/covered-buttons.ts';
import { pictures } from '../support/checks/pictures.ts';
import { value } from '../support/apps/in-page.ts';
import { wholeList } from '../support/data/whole-list.ts';
import { issueIdentity } from '../support/data/certificate-files.ts';
import { makeStoreHome } from '../support/data/store-home.ts';
import { personAt } from '../support/people/person.ts';
import { makePersonHome } from '../support/people/person-home.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { expect, test } from '../support/fixtures.ts';

/**
 * A double-clicked file from the bank leads to the bank's login page in the browser that has the certificate. A year
 * later, so does the renewed file. Counts mouse presses and questions outside the page.
 */
const listed = makeStoreHome();
makePersonHome();
const passphrase = '我的主密码 long enough';
const password = '证书文件的密码 1126';
const login = 'https://ebank.haichuan.example/login';
const browser = 'Microsoft Edge';
const searchPath = process.env['PATH'];
const atHome = (...names: string[]): string => path.join(process.env['HOME'] ?? '', ...names);

/** A fake Edge, the default for https, records the address it should open. */
test.beforeAll(() => {
  mkdirSync(atHome('bin'));
  const program = atHome('bin/microsoft-edge');
  const script = `#!/bin/sh\nprintf '%s' "$1" > '${atHome('edge.new')}' && mv '${atHome('edge.new')}' '${atHome('edge')}'\n`;
  writeFileSync(program, script);
  chmodSync(program, 0o755);
  const choice = '[Default Applications]\nx-scheme-handler/https=microsoft-edge.desktop\n';
  writeFileSync(atHome('.config/mimeapps.list'), choice);
  process.env['PATH'] = `${atHome('bin')}:${searchPath}`;
});
test.afterAll(() => {
  process.env['PATH'] = searchPath;
});
const shared = shareApp('zh-CN', { theme: 'light' });
const take = pictures('screens-bank-path', 'zh-CN');
let bank: IdentityFiles;

const visit = async (name: string): Promise<void> => {
  await axeCheck(shared.app.page, name);
  expect(await coveredButtons(shared.app.page, shared.pages.importing.dialog)).toEqual([]);
  await take(shared.app.page, name);
};

async function openedInEdge(): Promise<string> {
  await expect.poll(() => existsSync(atHome('edge'))).toBe(true);
  return readFileSync(atHome('edge'), 'utf8');
}

const issue = (name: string, from: number, until: number) =>
  issueIdentity(shared.folder, name, {
    subject: '/CN=051@林晓雯@110101199001011234@1/OU=海川银行/O=CFCA/C=CN',
    issuer: bank,
    from,
    until,
    password,
  });

async function importAndInstall(): Promise<void> {
  const { page, importing, unlocking } = shared.pages;
  await expect(importing.password).toBeFocused();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(importing.installGo).toBeFocused();
  await visit('bank path, what is inside');
  await page.keyboard.press('Enter');
  await expect(unlocking.passphrase).toBeFocused();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
}

test.beforeEach(() => test.setTimeout(240_000));
test.beforeAll(async () => {
  test.setTimeout(240_000);
  bank = makeIdentityFiles(shared.folder, 'bank', { subject: '/CN=CFCA ACS OCA31/O=CFCA/C=CN', days: 3650 });
  // Import another certificate first, so that the vault already has a passphrase.
  const other = issueIdentity(shared.folder, 'other', { subject: '/CN=payroll', issuer: bank, from: -1, until: 500 });
  const { app, pages } = shared;
  await pages.shell.goTo('certificates');
  await importFile(app, pages, { file: other.p12, password: other.password }, passphrase);
});

test('[F05] [S02] [S12] four clicks lead from a double-clicked file to the bank’s login page', async () => {
  const first = issue('林晓雯_网银证书', -345, 20.5);
  const { page, importing, words } = await shared.restart([first.p12]);
  const clicks = await watchPointer(page);
  const person = personAt(page);
  await importAndInstall();
  await expect(importing.alert).toContainText(words.import.result.tested);
  await expect(importing.rows.filter({ hasText: words.import.result.keyWorks })).toHaveCount(1);
  expect(listed()).toContain('林晓雯');
  await expect(importing.bankAddress).toBeFocused();
  await page.keyboard.type(login);
  await expect(importing.bankHost).toHaveText('ebank.haichuan.example');
  await expect(importing.openBank('first', browser)).toBeDisabled();
  await visit('bank path, first time');
  await importing.bankCompared.click();
  await importing.openBank('first', browser).click();
  await expect(importing.dialog).toContainText(words.bankSite.openedIn.replace('{{browser}}', browser));
  await expect(importing.dialog).toContainText(words.bankSite.pick.split('{{name}}')[0] ?? '');
  expect(await openedInEdge()).toBe(login);
  expect(person.asked.map(({ title }) => title)).toEqual(['安装证书和私钥？', '确认这是官方网站？']);
  expect(person.asked.at(-1)?.text).toContain(login);
  // One pointer press is a pointerdown and a mousedown.
  expect((await clicks()) / 2 + person.asked.length).toBe(4);
});

test('[E07] [L05] [S12] a renewed certificate replaces the old one, and Enter opens the confirmed bank', async () => {
  writeFileSync(atHome('edge'), '');
  const renewed = issue('林晓雯_2027', -0.01, 364.5);
  const { page, importing, words } = await shared.restart([renewed.p12]);
  const person = personAt(page);
  await importAndInstall();
  await expect(importing.alert).toContainText(words.import.result.tested);
  await expect(importing.rows.filter({ hasText: words.import.result.replacedHow })).toHaveCount(1);
  await expect(importing.dialog).toContainText('名称相同，登录时请选');
  await visit('bank path, done');
  await expect(importing.openBank('known', browser)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect.poll(openedInEdge).toBe(login);
  // The address was confirmed on this computer earlier.
  expect(person.asked.map(({ title }) => title)).toEqual(['安装证书和私钥？']);
  const { rows } = (await value(page, 'certificates.page', wholeList)) as unknown as {
    rows: { displayName: string; status: string }[];
  };
  expect(rows.filter(({ displayName }) => displayName === '林晓雯').map(({ status }) => status)).toEqual([
    'superseded',
    'valid',
  ]);
});

test('[S12] a lookalike address is marked and never opened', async () => {
  const { page, importing, words } = shared.pages;
  await importing.dialog.getByRole('button', { name: words.bankSite.change, exact: true }).click();
  await importing.bankAddress.fill('https://xn--haihuan-0jg.example');
  await expect(importing.bankHost).toHaveText('haiсhuan.example');
  await expect(importing.dialog).toContainText(words.bankSite.problem['mixed-scripts']);
  await expect(importing.openBank('first', browser)).toBeDisabled();
  await visit('bank path, lookalike');
  await page.keyboard.press('Escape');
});
