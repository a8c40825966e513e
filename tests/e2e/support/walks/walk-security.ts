// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { RecoverySheetStep } from '../../pages/dialogs/recovery-sheet.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { importByCalls, value } from '../apps/in-page.ts';
import { openWalkedVault, walkedPassphrase } from '../apps/open-walked-vault.ts';
import type { Visit } from '../checks/screens.ts';
import type { SharedApp } from '../apps/shared-app.ts';

const passphrase = walkedPassphrase;
const changed = '换过的主密码 long enough';

/** Unlocks the vault of earlier walks, or makes one with a key and a passphrase. */
async function prepare(shared: SharedApp): Promise<void> {
  const { pages, folder } = shared;
  const { page } = pages;
  const { exists } = await value(page, 'vault.status', {});
  if (exists === true) {
    await openWalkedVault(shared);
  } else {
    const zhang = makeIdentityFiles(folder, 'walk', { subject: '/CN=张三/O=示例银行/C=CN', password: 'correct horse' });
    await value(page, 'vault.setPassphrase', { passphrase });
    await importByCalls(page, zhang.p12, 'correct horse');
  }
  await pages.shell.lock.waitFor();
}

/** Settings -> 安全 and its dialogs, the activity room, a lock from outside, a lost passphrase. */
export async function walkSecurity(shared: SharedApp, visit: Visit): Promise<void> {
  const { pages, folder, dataFolder } = shared;
  const { page, shell, security, recovery, words } = pages;
  await page.setViewportSize({ width: 1280, height: 800 });
  await prepare(shared);
  await shell.goTo('settings');
  await security.section.scrollIntoViewIfNeeded();
  await visit('security');
  await security.button('changePassphrase').click();
  await visit('change passphrase');
  await security.typeChange(passphrase, changed, { known: true });
  await visit('change passphrase, typed');
  await security.submit(security.changing).click();
  await security.done(security.changing).waitFor();
  await visit('change passphrase, done');
  await security.done(security.changing).click();
  await security.button('removePassphrase').click();
  await visit('remove passphrase');
  await page.keyboard.press('Escape');
  await security.button('moveAction').click();
  await visit('export vault');
  await page.keyboard.press('Escape');
  await security.way('recovery-code').getByRole('button').click();
  await recovery.create.click();
  const code = await recovery.code();
  const sheet = new RecoverySheetStep(recovery);
  await sheet.savePdf.click();
  await sheet.choosePlace(path.join(dataFolder, 'sheet.pdf'));
  await sheet.refused.waitFor();
  await visit('recovery sheet, refused');
  mkdirSync(path.join(folder, 'paper'));
  await sheet.choosePlace(path.join(folder, 'paper', 'sheet.pdf'));
  await sheet.savePdf.click();
  await sheet.saved.waitFor();
  await visit('recovery sheet, saved');
  await recovery.written.click();
  await recovery.typeAsked(code);
  await recovery.confirm.click();
  await recovery.done.click();
  await shell.goTo('activity');
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await visit('activity');
  await runCli(['vault', 'lock', '--vault', dataFolder]);
  await shell.unlock.waitFor();
  await visit('activity, locked from outside');
  await shell.unlock.click();
  await security.lostLink.click();
  await visit('lost passphrase, code');
  await security.lostCode.fill(code.join('-'));
  await security.submit(security.lost).click();
  await security.typeNew(security.lost, passphrase);
  await visit('lost passphrase, new one');
  await security.submit(security.lost).click();
  await visit('lost passphrase, the old one');
  await security.submit(security.lost).click();
  await security.done(security.lost).waitFor();
  await visit('lost passphrase, done');
  await security.done(security.lost).click();
  await page.setViewportSize({ width: 900, height: 800 });
  await shell.goTo('settings');
  await page.getByRole('heading', { name: words.security.title }).scrollIntoViewIfNeeded();
  await visit('narrow security');
  await page.setViewportSize({ width: 1280, height: 800 });
}
