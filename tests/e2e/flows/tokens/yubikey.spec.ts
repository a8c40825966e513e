// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { factory } from '../../../support/tokens/modules/virtual-yubikey/card-state.ts';
import {
  startVirtualYubikey,
  type VirtualYubikey,
  virtualYubikeyUnavailable,
} from '../../../support/tokens/modules/virtual-yubikey/start-virtual-yubikey.ts';
import { importFile } from '../../pages/tasks.ts';
import { issueIdentity } from '../../support/data/certificate-files.ts';
import { expect, noCardReaders, test } from '../../support/fixtures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { choosePlace } from '../../pages/dialogs/choose-place.ts';

let folder = '';
let yubikey: VirtualYubikey;
const label = 'YubiKey PIV #12345678';
const newPin = '739164';

test.beforeAll(async () => {
  const reason = virtualYubikeyUnavailable();
  test.skip(reason !== null, reason ?? '');
  // Waits while another test uses the machine's only pcscd.
  test.setTimeout(300_000);
  folder = mkdtempSync(path.join(tmpdir(), 'certsteward-yubikey-'));
  delete process.env['PCSCLITE_CSOCK_NAME'];
  yubikey = await startVirtualYubikey({ folder });
});
test.afterAll(async () => {
  process.env['PCSCLITE_CSOCK_NAME'] = noCardReaders;
  await yubikey?.stop();
  if (folder !== '') rmSync(folder, { recursive: true, force: true });
});

const shared = shareApp('zh-CN', { theme: 'light' });
const openssl = (...args: string[]): string => execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' });

test('[T02] a token appears once when plugged in, though two modules list it, and goes when unplugged', async () => {
  const { shell, tokens, words } = shared.pages;
  await shell.goTo('tokens');
  await tokens.token(label).waitFor();
  await tokens.choose(label);
  await expect(tokens.list.getByRole('listitem').filter({ hasText: 'Yubi' })).toHaveCount(1);
  await expect(tokens.contents(label).getByLabel(words.tokens.moduleChoice)).toBeVisible();
  await yubikey.unplug();
  await expect(tokens.token(label)).toHaveCount(0);
  await yubikey.plug();
  await expect(tokens.token(label)).toHaveCount(1);
});

test('[T04] each wrong PIN is sent once, and nothing is sent before the last try is confirmed', async () => {
  const { tokens, words } = shared.pages;
  await tokens.choose(label);
  const before = (await yubikey.journal()).verify;
  await tokens.unlockWith('000000');
  await expect(tokens.alert.first()).toContainText('已连续输错 1 次');
  await tokens.field('PIN').fill('000001');
  await tokens.button(words.tokenWork.unlock.go).click();
  await expect(tokens.lastTry).toBeVisible();
  await tokens.field('PIN').fill(factory.pin);
  await expect(tokens.button(words.tokenWork.unlock.go)).toBeDisabled();
  expect((await yubikey.journal()).verify - before).toBe(2);
  await tokens.lastTry.fill(words.tokenWork.pin.lastWord);
  await tokens.button(words.tokenWork.unlock.go).click();
  await expect(tokens.lock(label)).toBeVisible();
  await expect(tokens.token(label)).toContainText('已解锁');
});

test('[T05] the PIN is changed, then locked on purpose and reset with the PUK', async () => {
  const { tokens, words, page } = shared.pages;
  await tokens.act('change-pin').click();
  await tokens.field(words.tokenWork.changePin.current).fill(factory.pin);
  await tokens.newPin('481516');
  await tokens.button(words.tokenWork.changePin.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.changePin.done);
  await tokens.done.click();
  await tokens.lock(label).click();
  await tokens.unlockWith('000000');
  await expect(tokens.alert.first()).toContainText('已连续输错 1 次');
  await tokens.field('PIN').fill('000001');
  await tokens.button(words.tokenWork.unlock.go).click();
  await tokens.lastTry.fill(words.tokenWork.pin.lastWord);
  await tokens.field('PIN').fill('000002');
  await tokens.button(words.tokenWork.unlock.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.pin.locked.user);
  await expect(tokens.alert.first()).toContainText('已被锁定');
  await page.keyboard.press('Escape');
  await expect(tokens.dialog).toHaveCount(0);
  await expect(tokens.token(label)).toContainText('PIN 已锁定');
  await expect(tokens.contents(label)).toContainText(words.tokens.lockedTitle);
  await tokens.act('unblock').click();
  await tokens.field(words.tokenWork.pin.puk).fill(factory.puk);
  await tokens.newPin(newPin);
  await tokens.button(words.tokenWork.unblock.go).click();
  await expect(tokens.dialog).toContainText(words.tokenWork.unblock.done);
  await tokens.done.click();
  await tokens.unlockWith(newPin);
  await expect(tokens.lock(label)).toBeVisible();
});

test('[T06] [T07] [T08] a managed token makes a key, signs a request and stores the issued certificate', async () => {
  const { app, pages } = shared;
  const { tokens, shell, words } = pages;
  const { tokenWork } = words;
  await tokens.own();
  await tokens.act('generate').click();
  await tokens.card('EC P-256').click();
  await tokens.field(tokenWork.generate.label).fill('PIV');
  await tokens.field(tokenWork.pin.so).fill(factory.managementKey);
  await tokens.field(tokenWork.pin.user).fill(newPin);
  await tokens.button(tokenWork.generate.go).click();
  await expect(tokens.dialog).toContainText(tokenWork.generate.done);
  await tokens.button(words.tokenObjects.csr).click();
  await tokens.field(tokenWork.subject.cn).fill('张三');
  // Entering the PIN for the new key ended the open login.
  await tokens.field(tokenWork.pin.user).fill(newPin);
  await tokens.button(tokenWork.csr.go).click();
  await expect(tokens.dialog).toContainText(tokenWork.csr.done);
  const request = path.join(shared.folder, 'piv.csr');
  await tokens.button(tokenWork.csr.save).click();
  await choosePlace(tokens.dialog, words, request);
  await tokens.button(words.common.save).click();
  await expect(tokens.dialog).toContainText(tokenWork.csr.savedTo);
  await tokens.done.click();
  const bank = makeIdentityFiles(shared.folder, 'piv-bank', { subject: '/CN=示例银行', days: 3650 });
  const issued = path.join(shared.folder, 'piv.pem');
  const options = ['-CA', bank.certificate, '-CAkey', bank.key, '-days', '300', '-CAcreateserial'];
  openssl('x509', '-req', '-in', request, '-out', issued, ...options);
  await shell.goTo('certificates');
  await importFile(app, pages, { file: issued, password: null }, null);
  await shell.goTo('tokens');
  await tokens.choose(label);
  await tokens.act('write-certificate').click();
  await tokens.card('张三').click();
  await tokens.field(tokenWork.pin.so).fill(factory.managementKey);
  await tokens.button(tokenWork.write.go).click();
  await expect(tokens.dialog).toContainText(tokenWork.write.withKey);
  await tokens.done.click();
  await expect(tokens.row('张三')).toHaveCount(1);
});

test('[T08] an identity is copied from the vault onto the token', async () => {
  const { app, pages } = shared;
  const { tokens, shell, words } = pages;
  const { tokenWork } = words;
  const issuer = makeIdentityFiles(shared.folder, 'piv-other', { subject: '/CN=另一家银行', days: 3650 });
  const own = issueIdentity(shared.folder, 'piv-own', { subject: '/CN=李四', issuer, from: -10, until: 300.5 });
  await shell.goTo('certificates');
  await importFile(app, pages, { file: own.p12, password: own.password }, '我的主密码 long enough');
  await shell.goTo('tokens');
  await tokens.choose(label);
  await tokens.act('import-identity').click();
  await tokens.card('李四').click();
  await tokens.field(tokenWork.pin.so).fill(factory.managementKey);
  await tokens.field(tokenWork.pin.user).fill(newPin);
  await tokens.button(tokenWork.importing.go).click();
  await expect(tokens.dialog).toContainText(tokenWork.importing.done);
  await tokens.done.click();
  await expect(tokens.row('李四')).toHaveCount(1);
});

test('[T02] unplugging an unlocked token during a dialog is reported, and it comes back locked', async () => {
  const { tokens, words, page } = shared.pages;
  await tokens.unlockWith(newPin);
  await tokens.lock(label).waitFor();
  await tokens.act('change-pin').click();
  await tokens.field(words.tokenWork.changePin.current).fill(newPin);
  await tokens.newPin('481516');
  await yubikey.unplug();
  await tokens.button(words.tokenWork.changePin.go).click();
  await expect(tokens.alert.first()).toContainText('没有插入');
  await page.keyboard.press('Escape');
  await expect(tokens.token(label)).toHaveCount(0);
  await yubikey.plug();
  await tokens.token(label).waitFor();
  await expect(tokens.lock(label)).toHaveCount(0);
});
