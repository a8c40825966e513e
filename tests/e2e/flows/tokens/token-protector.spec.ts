// SPDX-License-Identifier: Apache-2.0
import { renameSync } from 'node:fs';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { importFile } from '../../pages/tasks.ts';
import { foundInFiles, textCanary } from '../../support/checks/canary.ts';
import { expect, test } from '../../support/fixtures.ts';
import { value } from '../../support/apps/in-page.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeSoftHsmHome } from '../../support/data/soft-hsm-home.ts';
import { manageToken, connectedToken } from '../../support/data/token-protector.ts';
import { choose } from '../../support/checks/choose.ts';

const softHsm = makeSoftHsmHome();
const shared = shareApp('zh-CN', { theme: 'light' });
const passphrase = '我的主密码 long enough';
const wrongPin = '40404040';

const kinds = async (): Promise<string[]> => {
  const { protectors } = (await value(shared.app.page, 'vault.status', {})) as { protectors: { kind: string }[] };
  return protectors.map(({ kind }) => kind);
};

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const zhang = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=张三', password: 'correct horse' });
  await importFile(shared.app, shared.pages, { file: zhang.p12, password: 'correct horse' }, passphrase);
});

test.beforeEach(() => test.setTimeout(120_000));

test('[T12] the settings add a token only once it is managed', async () => {
  const { page, shell, security, words } = shared.pages;
  await shell.goTo('settings');
  await expect(security.way('token')).toContainText(words.security.notSet);
  await security.button('addToken').click();
  await security.addToken(softHsm().pin);
  await expect(security.addingToken.locator('[data-error-code="token-not-managed"]')).toBeVisible();
  expect(await kinds()).toEqual(['passphrase']);
  await manageToken(page, softHsm().label);
  // Each entry is sent once: the field is empty afterwards.
  await expect(security.pin).toHaveValue('');
  await security.addToken(softHsm().pin);
  await expect(security.addingToken.getByText(words.security.tokenAdded)).toBeVisible({ timeout: 60_000 });
  await expect(security.addingToken).toContainText('CertSteward');
  await security.done(security.addingToken).click();
  expect((await kinds()).toSorted()).toEqual(['passphrase', 'token']);
  const { serial } = await connectedToken(page, softHsm().label);
  await expect(security.way('token')).toContainText(serial);
  await expect(security.way('token')).toContainText(softHsm().label);
});

test('[T12] [K03] [T04] a wrong token PIN costs one try, and the right one unlocks the vault', async () => {
  const { shell, unlocking } = shared.pages;
  await shell.lock.click();
  await shell.unlock.click();
  await choose(unlocking.kind('withToken'));
  await unlocking.withToken(wrongPin);
  const refused = unlocking.dialog.locator('[data-error-code="wrong-pin"]');
  await expect(refused).toContainText('1');
  await expect(unlocking.pin).toHaveValue('');
  await unlocking.withToken(softHsm().pin);
  await expect(shell.lock).toBeVisible({ timeout: 30_000 });
  await expect(unlocking.dialog).toHaveCount(0);
});

test('[T12] a token not plugged in is asked for by serial number, and unlocks once plugged in', async () => {
  // Without its configuration the module shows no token.
  const settings = softHsm().environment['SOFTHSM2_CONF'] ?? '';
  const { serial } = await connectedToken(shared.app.page, softHsm().label);
  renameSync(settings, `${settings}.off`);
  const { shell, unlocking } = await shared.restart();
  await shell.unlock.click();
  await choose(unlocking.kind('withToken'));
  await expect(unlocking.dialog).toContainText(serial);
  await expect(unlocking.unlock).toBeDisabled();
  renameSync(`${settings}.off`, settings);
  await unlocking.lookAgain.click();
  await unlocking.withToken(softHsm().pin);
  await expect(shell.lock).toBeVisible({ timeout: 30_000 });
});

test('[K04] a token removed with the passphrase no longer unlocks the vault', async () => {
  const { shell, security, words, page, unlocking } = shared.pages;
  await shell.goTo('settings');
  await security.button('removeToken').click();
  const removing = security.dialog('removeToken');
  await removing.getByLabel(words.vault.passphrase, { exact: true }).and(page.locator('input')).fill(passphrase);
  await security.submit(removing).click();
  await expect(removing.getByText(words.security.removed)).toBeVisible({ timeout: 60_000 });
  await security.done(removing).click();
  await expect(security.way('token')).toContainText(words.security.notSet);
  expect(await kinds()).toEqual(['passphrase']);
  await shell.lock.click();
  await shell.unlock.click();
  await expect(unlocking.kind('withToken')).toHaveCount(0);
});

test('[X04] no PIN is in the files of vault and browser profile', async () => {
  expect(
    foundInFiles([textCanary('wrong PIN', wrongPin), textCanary('PIN', softHsm().pin)], shared.dataFolder),
  ).toEqual([]);
});
