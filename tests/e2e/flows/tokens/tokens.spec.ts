// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { foundInFiles, textCanary } from '../../support/checks/canary.ts';
import { issueIdentity } from '../../support/data/certificate-files.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importFile } from '../../pages/tasks.ts';
import { value } from '../../support/apps/in-page.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeSoftHsmHome } from '../../support/data/soft-hsm-home.ts';
import { choosePlace } from '../../pages/dialogs/choose-place.ts';

const softHsm = makeSoftHsmHome();
const shared = shareApp('zh-CN', { theme: 'light' });
const take = pictures('screens-token-inventory');
const newPin = '9152-7364';
/** Path of the certificate request the token signed. */
let request = '';

const openssl = (...args: string[]): string => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });

test('[T02] [T03] [T05] a token appears by itself, read-only, and offers no new key', async () => {
  const { shell, tokens } = shared.pages;
  await shell.goTo('tokens');
  await tokens.token(softHsm().label).waitFor();
  await tokens.choose(softHsm().label);
  await expect(tokens.contents(softHsm().label)).toContainText('没有看到证书和密钥');
  await expect(tokens.contents(softHsm().label)).toContainText('内容已保护，不能写入，PIN 可以修改');
  await expect(tokens.act('generate')).toHaveCount(0);
  await expect(tokens.act('change-pin')).toBeEnabled();
});

test('[T04] a wrong PIN is counted and cleared from its field, and the right one unlocks the token', async () => {
  const { tokens, words } = shared.pages;
  await tokens.unlockWith('00000000');
  await expect(tokens.alert).toContainText('已连续输错 1 次');
  await expect(tokens.field('PIN')).toHaveValue('');
  await tokens.field('PIN').fill(softHsm().pin);
  await tokens.button(words.tokenWork.unlock.go).click();
  await expect(tokens.lock(softHsm().label)).toBeVisible();
  await expect(tokens.token(softHsm().label)).toContainText('已解锁');
});

test('[T05] the PIN is changed, and the old one is refused', async () => {
  const { tokens, words } = shared.pages;
  await tokens.lock(softHsm().label).click();
  await expect(tokens.unlock).toBeVisible();
  await tokens.act('change-pin').click();
  await tokens.field(words.tokenWork.changePin.current).fill(softHsm().pin);
  await tokens.newPin(newPin);
  await tokens.button(words.tokenWork.changePin.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.changePin.done);
  await tokens.done.click();
  await tokens.unlockWith(softHsm().pin);
  await expect(tokens.alert).toContainText('已连续输错 1 次');
  await tokens.field('PIN').fill(newPin);
  await tokens.button(words.tokenWork.unlock.go).click();
  await expect(tokens.lock(softHsm().label)).toBeVisible();
});

test('[T06] a token makes a key once it is managed, after a page that says what could be lost', async () => {
  const { tokens, words } = shared.pages;
  await tokens.own();
  await expect(tokens.token(softHsm().label)).toContainText(words.tokens.managed);
  await tokens.act('generate').click();
  await tokens.card('EC P-256').click();
  await tokens.field(words.tokenWork.generate.label).fill('网银 2026');
  await tokens.button(words.tokenWork.generate.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.generate.done);
  await expect(tokens.row('网银 2026')).toContainText(words.tokenObjects.madeHere);
});

test('[T07] the key signs a request that openssl verifies, saved as a file', async () => {
  const { tokens, words } = shared.pages;
  await tokens.button(words.tokenObjects.csr).click();
  await tokens.field(words.tokenWork.subject.cn).fill('张三');
  await tokens.field(words.tokenWork.subject.o).fill('示例, 公司');
  await tokens.field(words.tokenWork.subject.c).fill('cn');
  await tokens.button(words.tokenWork.csr.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.csr.done);
  request = path.join(shared.folder, 'token.csr');
  await tokens.button(words.tokenWork.csr.save).click();
  await choosePlace(tokens.dialog, words, request);
  await tokens.button(words.common.save).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.csr.savedTo);
  await tokens.done.click();
  expect(openssl('req', '-in', request, '-verify', '-noout', '-subject', '-nameopt', 'RFC2253,utf8,-esc_msb')).toMatch(
    /subject=CN=张三,O=示例\\, 公司,C=CN/,
  );
});

test('[T08] the certificate of that request is written beside its key, and the key is tested', async () => {
  const { app, pages, folder } = shared;
  const { tokens, shell, words } = pages;
  const bank = makeIdentityFiles(folder, 'token-bank', { subject: '/CN=示例银行', days: 3650 });
  const issued = path.join(folder, 'issued.pem');
  const options = ['-CA', bank.certificate, '-CAkey', bank.key, '-days', '300', '-CAcreateserial'];
  openssl('x509', '-req', '-in', request, '-out', issued, ...options);
  await shell.goTo('certificates');
  await importFile(app, pages, { file: issued, password: null }, null);
  await shell.goTo('tokens');
  await tokens.choose(softHsm().label);
  await tokens.act('write-certificate').click();
  await tokens.card('张三').click();
  await tokens.button(words.tokenWork.write.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.write.withKey);
  await tokens.done.click();
  await expect(tokens.row('张三')).toContainText('证书 + 私钥');
  await tokens.row('张三').click();
  await tokens.withKey('test').click();
  await tokens.button(words.tokenWork.test.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.test.done);
  await tokens.done.click();
  await tokens.closeSheet();
});

test('[T08] an identity copied from the vault is not exportable and is visible to other programs', async () => {
  const { app, pages, folder } = shared;
  const { tokens, shell, words } = pages;
  const issuer = makeIdentityFiles(folder, 'other-bank', { subject: '/CN=另一家银行', days: 3650 });
  const own = issueIdentity(folder, 'own', { subject: '/CN=李四', issuer, from: -10, until: 300.5 });
  await shell.goTo('certificates');
  await importFile(app, pages, { file: own.p12, password: own.password }, '我的主密码 long enough');
  await shell.goTo('tokens');
  await tokens.choose(softHsm().label);
  await tokens.act('import-identity').click();
  await tokens.card('李四').click();
  await tokens.field(words.tokenWork.importing.label).fill('李四的证书');
  await tokens.button(words.tokenWork.importing.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.importing.sealed);
  await tokens.done.click();
  await expect(tokens.row('李四')).toContainText('不可导出');
  const listed = execFileSync(
    'pkcs11-tool',
    ['--module', softHsm().modulePath, '--token-label', softHsm().label, '-l', '-p', newPin, '-O', '-y', 'privkey'],
    { encoding: 'utf8', stdio: 'pipe' },
  );
  expect(listed).toContain('李四的证书');
  expect(listed).toMatch(/never extractable|sensitive/);
});

test('[S01] [T03] the inventory lists the certificates on the token and links to it', async () => {
  const { app, pages } = shared;
  const { browsers, shell, tokens, words } = pages;
  const { label } = softHsm();
  await shell.goTo('browsers');
  const place = words.browsers.onToken.replace('{{place}}', label);
  await expect(browsers.row('李四')).toContainText(place);
  // `take` may leave the app in English.
  const picture = async (name: string): Promise<void> => {
    await take(app.page, name);
    await value(app.page, 'settings.change', { language: 'zh-CN' });
  };
  const filter = app.page.getByRole('combobox', { name: words.browsers.place, exact: true });
  await filter.selectOption(words.browsers.nowhere);
  await expect(browsers.row('李四')).toHaveCount(0);
  await filter.selectOption(place);
  await expect(browsers.row('李四')).toContainText(place);
  await picture('inventory with a token');
  await browsers.row('李四').getByText('李四').click();
  await picture('places with a token');
  await browsers.sheet.getByRole('button', { name: `${words.browsers.openToken} ${label}` }).click();
  await expect(tokens.row('李四')).toContainText('不可导出');
});

test('[T09] exactly one object is deleted, after its name is typed', async () => {
  const { tokens, words } = shared.pages;
  await tokens.row('李四').click();
  await tokens.deleteOf('private-key', '李四的证书').click();
  await expect(tokens.button(words.tokenWork.delete.go)).toBeDisabled();
  await tokens.field(words.tokenWork.typeIt).fill('李四的证书');
  await tokens.button(words.tokenWork.delete.go).click();
  await expect(tokens.sheet.locator('[data-class="private-key"]')).toHaveCount(0);
  await expect(tokens.sheet.locator('[data-class="certificate"]')).toHaveCount(1);
  await tokens.closeSheet();
  await expect(tokens.row('网银').or(tokens.row('张三'))).toHaveCount(1);
});

test('[T05] initialising needs the list of losses accepted and the name typed, and empties the token', async () => {
  const { tokens, words } = shared.pages;
  await tokens.act('initialise').click();
  await expect(tokens.dialog.getByText('李四')).toBeVisible();
  await tokens.field(words.tokenWork.initialise.newLabel).fill('新盾');
  await tokens.field(words.tokenWork.pin.so).fill(softHsm().soPin);
  await tokens.newPin('24680135');
  await tokens.dialog.getByText(words.tokenWork.initialise.seen).click();
  await expect(tokens.button(words.tokenWork.initialise.go)).toBeDisabled();
  await tokens.field(words.tokenWork.typeIt).fill(softHsm().label);
  await tokens.button(words.tokenWork.initialise.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.initialise.done);
  await tokens.done.click();
  await expect(tokens.contents('新盾')).toContainText('没有看到证书和密钥');
});

test('[X04] no PIN is anywhere in the data folder', async () => {
  await shared.close();
  const pins = [newPin, softHsm().soPin].map((pin) => textCanary('a PIN', pin));
  expect(foundInFiles(pins, shared.dataFolder)).toEqual([]);
});
