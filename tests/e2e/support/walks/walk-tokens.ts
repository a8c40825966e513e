// SPDX-License-Identifier: Apache-2.0
/* One walk through a room, in screen order. */
import { renameSync } from 'node:fs';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import type { SoftHsmTarget } from '../../../support/tokens/modules/softhsm.ts';
import { importFile } from '../../pages/tasks.ts';
import { issueIdentity } from '../data/certificate-files.ts';
import type { SharedApp } from '../apps/shared-app.ts';
import { personAt } from '../people/person.ts';

type Visit = (name: string) => Promise<void>;

const size = { width: 1280, height: 800 };

/** The U盾 room without a token, then with one: modules, PINs, objects, all actions. */
export async function walkTokens(shared: SharedApp, target: SoftHsmTarget, visit: Visit): Promise<void> {
  // Without its configuration, SoftHSM shows no token, not even a blank one. It reads the file when initialised.
  const settings = target.environment['SOFTHSM2_CONF'] ?? '';
  renameSync(settings, `${settings}.off`);
  await shared.restart();
  const { app, pages, folder } = shared;
  const { page, shell, tokens, words } = pages;
  await page.setViewportSize(size);
  const issuer = makeIdentityFiles(folder, 'bank', { subject: '/CN=示例银行/O=示例银行/C=CN', days: 3650 });
  const own = issueIdentity(folder, 'own', {
    subject: '/CN=051@张三@110101199001011234@1/O=示例银行/C=CN',
    issuer,
    from: -100,
    until: 200.5,
  });
  await importFile(app, pages, { file: own.p12, password: own.password }, '我的主密码 long enough');
  await shell.goTo('tokens');
  await tokens.none.waitFor();
  await visit('tokens, none');
  renameSync(`${settings}.off`, settings);
  await walkModules(shared, target, visit);
  await tokens.lookAgain.click();
  await tokens.token(target.label).waitFor();
  await tokens.choose(target.label);
  await tokens.contents(target.label).getByText(words.tokenObjects.emptyTitle).waitFor();
  await visit('token, read-only');
  await walkPins(shared, target, visit);
  await walkOwn(shared, target, visit);
  await page.setViewportSize({ width: 900, height: 800 });
  await visit('narrow tokens');
  await page.setViewportSize(size);
}

async function walkModules({ pages }: SharedApp, target: SoftHsmTarget, visit: Visit): Promise<void> {
  const { tokens, words, page } = pages;
  await tokens.modules.click();
  await tokens.dialog.getByRole('list', { name: words.modules.list }).waitFor();
  await visit('modules');
  await personAt(page).openFiles([target.modulePath]);
  await tokens.button(words.modules.addChoose).click();
  await tokens.button(words.modules.consentGo).waitFor();
  await visit('module, consent');
  await tokens.button(words.modules.consentNo).click();
  await tokens.dialog
    .getByRole('button', { name: new RegExp(words.modules.browsers) })
    .first()
    .click();
  await tokens.dialog.getByText(words.modules.notRegistered).first().waitFor();
  await visit('module, browsers');
  await page.keyboard.press('Escape');
}

async function walkPins({ pages }: SharedApp, target: SoftHsmTarget, visit: Visit): Promise<void> {
  const { tokens, words, page } = pages;
  await tokens.act('change-pin').click();
  await tokens.field(words.tokenWork.changePin.current).fill('1');
  await tokens.newPin('1111');
  await visit('PIN, change');
  await page.keyboard.press('Escape');
  await tokens.unlockWith('00000000');
  await tokens.alert.waitFor();
  await visit('PIN, wrong');
  await tokens.field(words.tokenWork.pin.user).fill('00000001');
  await tokens.button(words.tokenWork.unlock.go).click();
  await tokens.lastTry.waitFor();
  await visit('PIN, last try');
  await page.keyboard.press('Escape');
  await visit('token, last try');
  await tokens.unlock.click();
  await tokens.field(words.tokenWork.pin.user).fill(target.pin);
  await tokens.lastTry.fill(words.tokenWork.pin.lastWord);
  await tokens.button(words.tokenWork.unlock.go).click();
  await tokens.lock(target.label).waitFor();
}

async function walkOwn({ pages }: SharedApp, target: SoftHsmTarget, visit: Visit): Promise<void> {
  const { tokens, words, page } = pages;
  const { tokenWork } = words;
  await tokens.act('manage').click();
  await visit('manage');
  await page.keyboard.press('Escape');
  await tokens.own();
  await tokens.act('change-so-pin').click();
  await visit('SO PIN, change');
  await page.keyboard.press('Escape');
  await tokens.act('unblock').click();
  await visit('PIN, set anew');
  await page.keyboard.press('Escape');
  await tokens.act('generate').click();
  await tokens.field(tokenWork.generate.label).waitFor();
  await visit('generate');
  await tokens.card('EC P-256').click();
  await tokens.field(tokenWork.generate.label).fill('网银 2026');
  await tokens.button(tokenWork.generate.go).click();
  await tokens.dialog.getByText(tokenWork.generate.done).waitFor();
  await visit('generated');
  await tokens.button(words.tokenObjects.csr).click();
  await tokens.field(tokenWork.subject.cn).fill('张三');
  await tokens.field(tokenWork.subject.c).fill('cn');
  await visit('request');
  await tokens.button(tokenWork.csr.go).click();
  await tokens.dialog.getByText(tokenWork.csr.done).waitFor();
  await visit('requested');
  await tokens.done.click();
  await tokens.row('网银 2026').click();
  await tokens.withKey('selfSign').click();
  await tokens.field(tokenWork.subject.cn).fill('自签名');
  await visit('self-signed');
  await tokens.button(tokenWork.selfSign.go).click();
  await tokens.done.click();
  await tokens.closeSheet();
  await tokens.act('import-identity').click();
  await tokens.card('张三').waitFor();
  await visit('copy identity');
  await tokens.card('张三').click();
  await tokens.button(tokenWork.importing.go).click();
  await tokens.dialog.getByText(tokenWork.importing.done).waitFor();
  await visit('copied identity');
  await tokens.done.click();
  await tokens.act('write-certificate').click();
  await tokens.card('张三').waitFor();
  await visit('write certificate');
  await page.keyboard.press('Escape');
  await tokens.row('张三').waitFor();
  await visit('token with contents');
  await tokens.act('change-so-pin').scrollIntoViewIfNeeded();
  await visit('token, what can be done');
  await tokens.row('自签名').click();
  await tokens.sheet.waitFor();
  await visit('objects');
  await tokens.withKey('test').click();
  await tokens.button(tokenWork.test.go).click();
  await tokens.dialog.getByText(tokenWork.test.done).waitFor();
  await visit('key tested');
  await tokens.done.click();
  await tokens.deleteOf('private-key', '网银 2026').click();
  await visit('delete object');
  await page.keyboard.press('Escape');
  await tokens.closeSheet();
  await tokens.act('take-in').click();
  await visit('take certificates in');
  await page.keyboard.press('Escape');
  await tokens.act('initialise').click();
  await tokens.dialog.getByText(tokenWork.initialise.seen).waitFor();
  await visit('initialise');
  await page.keyboard.press('Escape');
  await tokens.choose(words.tokens.blank);
  await visit('token, blank');
  await tokens.choose(target.label);
  await tokens.row('张三').waitFor();
}
