// SPDX-License-Identifier: Apache-2.0
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { importFile } from '../../pages/tasks.ts';
import { expect, test } from '../../support/fixtures.ts';
import { call, value } from '../../support/apps/in-page.ts';
import { mistyped } from '../../../support/vault/recovery-groups.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { choose } from '../../support/checks/choose.ts';

const shared = shareApp('zh-CN');
const first = '第一个主密码 long';
const second = '第二个主密码 long';
const third = '第三个主密码 long';
let code = '';

const status = async () => value(shared.app.page, 'vault.status', {});

/** Tries the passphrase in the unlock dialog. */
async function opens(passphrase: string): Promise<boolean> {
  const { shell, unlocking } = shared.pages;
  await shell.unlock.click();
  await unlocking.withPassphrase(passphrase);
  await expect(unlocking.alert.or(shell.lock).first()).toBeVisible();
  if ((await shell.lock.count()) > 0 && (await unlocking.dialog.count()) === 0) return true;
  await unlocking.close.click();
  return false;
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const zhang = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=张三', password: 'correct horse' });
  await importFile(shared.app, shared.pages, { file: zhang.p12, password: 'correct horse' }, first);
});

test.beforeEach(() => test.setTimeout(120_000));

test('[K04] the section lists what unlocks the vault, since when, and what is not set up', async () => {
  const { shell, security, words } = shared.pages;
  await shell.goTo('settings');
  await expect(security.way('passphrase')).toContainText(/\d{4}\/\d\d\/\d\d 起/);
  await expect(security.way('os-store')).toContainText(words.security.notSet);
  await expect(security.way('recovery-code')).toContainText(words.backupRoom.code.unsaved);
  await expect(security.way('recovery-code')).toContainText(words.security.recoveryUnsaved);
  await expect(security.button('addOsStore')).toHaveCount(0);
});

test('[K04] a wrong current passphrase changes nothing', async () => {
  const { security } = shared.pages;
  await security.button('changePassphrase').click();
  await security.typeChange('not this one', second);
  await security.submit(security.changing).click();
  await expect(security.changing.locator('[data-error-code="wrong-secret"]')).toBeVisible();
});

test('[K04] replacing a passphrase others may know re-encrypts the keys and warns of old copies', async () => {
  const { shell, security, words } = shared.pages;
  await security.typeChange(first, second, { known: true });
  await security.submit(security.changing).click();
  await expect(security.changing.getByText(words.security.passphraseChanged)).toBeVisible();
  await expect(security.changing.getByText(words.security.rekeyed_other.replace('{{count}}', '1'))).toBeVisible();
  await expect(security.changing.getByText(words.security.oldVaultsTitle)).toBeVisible();
  await security.done(security.changing).click();
  await shell.lock.click();
  expect(await opens(first)).toBe(false);
  expect(await opens(second)).toBe(true);
});

test('[K05] a lost passphrase is replaced with the recovery code, one question per step', async () => {
  const { shell, recovery, unlocking, security } = shared.pages;
  await shell.writeDownRecoveryCode.click();
  await recovery.create.click();
  const groups = await recovery.code();
  code = groups.join('-');
  await recovery.written.click();
  await recovery.typeAsked(groups);
  await recovery.confirm.click();
  await recovery.done.click();
  await shell.lock.click();

  await shell.unlock.click();
  await security.lostLink.click();
  await expect(unlocking.dialog).toHaveCount(0);
  await security.noCode.click();
  await expect(security.lost).toContainText(shared.pages.words.security.lostNoCodeStep);
  await security.lost.getByRole('button', { name: shared.pages.words.common.back }).click();
  await security.lostCode.fill(groups.with(3, mistyped(groups[3] ?? '')).join(' '));
  await expect(security.lost.getByTestId('recovery-code-error')).toContainText('4');
  await expect(security.submit(security.lost)).toBeDisabled();
  await security.lostCode.fill(code);
  await security.submit(security.lost).click();
  await security.typeNew(security.lost, third);
  await security.submit(security.lost).click();
  await choose(security.oldMay('known'));
  await security.submit(security.lost).click();
  await expect(security.done(security.lost)).toBeVisible();
  await security.done(security.lost).click();
  await shell.lock.click();
  expect(await opens(second)).toBe(false);
  expect(await opens(third)).toBe(true);
});

test('[K04] removing the passphrase leaves only the recovery code, with a warning before and after', async () => {
  const { shell, security, words } = shared.pages;
  await shell.goTo('settings');
  await security.button('removePassphrase').click();
  const dialog = security.dialog('removePassphrase');
  await expect(dialog.getByText(words.security.onlyCodeTitle)).toBeVisible();
  await security.submit(dialog).click();
  await expect(dialog.getByText(words.security.removed, { exact: true })).toBeVisible();
  await expect(dialog.getByText(words.security.oldVaultsTitle)).toBeVisible();
  await security.done(dialog).click();
  const { protectors } = (await status()) as { protectors: { kind: string }[] };
  expect(protectors.map(({ kind }) => kind)).toEqual(['recovery-code']);
  await expect(shell.vault).toContainText(words.vault.codeOnlyHint);
  const { shell: again } = await shared.restart();
  await expect(again.unlock).toBeVisible();
});

test('[K04] the last unlock method cannot be removed', async () => {
  const { code: refusal } = await refused({ kind: 'recovery-code', passphrase: null });
  expect(refusal).toBe('vault-locked');
  await value(shared.app.page, 'vault.unlock', { kind: 'recovery-code', secret: code });
  expect((await refused({ kind: 'recovery-code', passphrase: null })).code).toBe('last-protector');
});

async function refused(input: object): Promise<{ code: string }> {
  const answer = await call(shared.app.page, 'vault.removeProtector', input);
  return { code: answer.ok ? 'done' : answer.error.code };
}
