// SPDX-License-Identifier: Apache-2.0
import { renameSync } from 'node:fs';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import type { SoftHsmTarget } from '../../../support/tokens/modules/softhsm.ts';
import { importByCalls, value } from '../apps/in-page.ts';
import { walkedPassphrase } from '../apps/open-walked-vault.ts';
import type { Visit } from '../checks/screens.ts';
import type { SharedApp } from '../apps/shared-app.ts';
import { makeTokenKey, manageToken } from '../data/token-protector.ts';
import { choose } from '../checks/choose.ts';

/** Adds a token as a protector, fails to unlock with it, and opens the dialog that removes it. */
export async function walkTokenProtector(shared: SharedApp, target: SoftHsmTarget, visit: Visit): Promise<void> {
  const { page, shell, security } = shared.pages;
  await page.setViewportSize({ width: 1280, height: 800 });
  const zhang = makeIdentityFiles(shared.folder, 'walk', {
    subject: '/CN=张三/O=示例银行/C=CN',
    password: 'correct horse',
  });
  await value(page, 'vault.setPassphrase', { passphrase: walkedPassphrase });
  await importByCalls(page, zhang.p12, 'correct horse');
  await manageToken(page, target.label);
  for (const label of ['签名', '加密 encryption']) await makeTokenKey(page, target, label);
  await shell.goTo('settings');
  await security.section.scrollIntoViewIfNeeded();
  await visit('security');
  await security.button('addToken').click();
  await security.pin.waitFor();
  await visit('add token');
  await security.addToken(target.pin);
  await security.addingToken.getByRole('radio').first().waitFor();
  await visit('add token, which key');
  await choose(security.addingToken.getByRole('radio').last());
  await security.addToken(target.pin);
  await security.done(security.addingToken).waitFor();
  await visit('add token, done');
  await security.done(security.addingToken).click();
  await visit('security, with token');
  await walkUnlock(shared, target, visit);
  await shared.pages.shell.goTo('settings');
  await shared.pages.security.button('removeToken').click();
  await visit('remove token');
  await shared.app.page.keyboard.press('Escape');
}

async function walkUnlock(shared: SharedApp, target: SoftHsmTarget, visit: Visit): Promise<void> {
  // Without its configuration the module shows no token.
  const settings = target.environment['SOFTHSM2_CONF'] ?? '';
  renameSync(settings, `${settings}.off`);
  const { shell, unlocking, page } = await shared.restart();
  await page.setViewportSize({ width: 1280, height: 800 });
  await shell.unlock.click();
  await choose(unlocking.kind('withToken'));
  await unlocking.lookAgain.waitFor();
  await visit('unlock, token missing');
  renameSync(`${settings}.off`, settings);
  await unlocking.lookAgain.click();
  await unlocking.pin.waitFor();
  await visit('unlock, token');
  await unlocking.withToken('40404040');
  await unlocking.dialog.locator('[data-error-code="wrong-pin"]').waitFor();
  await visit('unlock, wrong pin');
  await unlocking.withToken('40404040');
  await unlocking.dialog.locator('[data-error-code="wrong-pin"]').waitFor();
  await visit('unlock, last try');
  await page.keyboard.press('Escape');
  await shell.unlock.click();
  await unlocking.withPassphrase(walkedPassphrase);
  await shell.lock.waitFor();
}
