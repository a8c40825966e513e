// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { ExportDialog } from '../../pages/dialogs/export-dialog.ts';
import { makeListAndRequest } from '../../support/data/list-and-request.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { dropFiles } from '../../support/apps/in-page.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

const shared = shareApp('en', { theme: 'light' });
const here = '这台电脑的主密码 long';
const there = '另一台电脑的主密码 long';
let moved = '';
let certificate = '';
let take: ReturnType<typeof pictures>;

const visit = async (name: string) => {
  await axeCheck(shared.app.page, name);
  await take(shared.app.page, name);
};

function secretFile(name: string, text: string): string {
  const file = path.join(shared.folder, name);
  writeFileSync(file, text);
  return file;
}

/** Runs the CLI on a separate vault, like another computer. */
async function cli(vault: string, ...argv: string[]) {
  const { json } = await runCli([...argv, '--json', '--vault', path.join(shared.folder, vault)]);
  return json;
}

test.beforeAll(async () => {
  test.setTimeout(120_000);
  take = pictures('screens-move-vault');
  const zhang = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=张三', password: 'correct horse' });
  certificate = zhang.sha256;
  const [password, passphrase] = [secretFile('password', 'correct horse'), secretFile('there-passphrase', there)];
  await cli('there', 'import', zhang.p12, '--password-file', password, '--passphrase-file', passphrase);
  moved = path.join(shared.folder, '张三.vault');
  const exported = await cli('there', 'vault', 'export', moved, '--passphrase-file', passphrase);
  expect(exported).toMatchObject({ ok: true });
});
test.beforeEach(() => test.setTimeout(180_000));

test('[K09] [U04] a dropped vault is recognised and counted, and needs a passphrase for this vault first', async () => {
  const { page, importing, words } = shared.pages;
  await dropFiles(page, [moved]);
  await expect(importing.dialog).toContainText(words.import.vaultFile.lead);
  await expect(importing.dialog).toContainText('1 certificate');
  await expect(importing.dialog).toContainText('1 private key');
  await expect(importing.dialog).toContainText(words.import.vaultFile.protectFirst);
  await visit('no passphrase yet');
  await importing.next.click();
  await importing.protectWith(here);
  await expect(importing.vaultSecret('passphrase')).toBeVisible();
});

test('[K09] a wrong passphrase stays in its field, and the right one merges and leaves no copy', async () => {
  const { importing, list, detail, words } = shared.pages;
  await importing.vaultSecret('passphrase').fill(here);
  await importing.merge.click();
  await expect(importing.dialog.locator('[data-error-code="wrong-secret"]')).toBeVisible();
  await expect(importing.vaultSecret('passphrase')).toHaveValue(here);
  await visit('wrong passphrase');
  await importing.vaultSecret('passphrase').fill(there);
  await importing.merge.click();
  await expect(importing.alert).toContainText(words.import.vaultFile.done);
  await expect(importing.alert).toContainText('1 certificate added');
  await expect(importing.alert).toContainText('1 private key stored');
  await visit('merged');
  await importing.done.click();
  await expect(list.row('张三')).toHaveAccessibleName(new RegExp(words.list.where.vault));
  await list.row('张三').click();
  await detail.tab('tabDetails').click();
  await expect(detail.pane).toContainText('张三.vault');
  expect(readdirSync(shared.dataFolder).filter((name) => name.includes('.new-'))).toEqual([]);
});

test('[K09] merging the same file again reports everything as known', async () => {
  const { importing, list } = shared.pages;
  await shared.app.answerOpenDialog([moved]);
  await list.importButton.click();
  await importing.vaultSecret('passphrase').fill(there);
  await importing.merge.click();
  await expect(importing.alert).toContainText('1 certificate was already in the vault');
  await importing.done.click();
});

test('[F02] a dropped CRL and a dropped request are shown, and cannot be stored', async () => {
  const { page, importing, words } = shared.pages;
  const { crl, request } = makeListAndRequest(shared.folder);
  await dropFiles(page, [crl]);
  await expect(importing.dialog).toContainText('CN=吊销测试 CA');
  await expect(importing.dialog).toContainText('2 certificates revoked');
  await expect(importing.dialog).toContainText('1001');
  await expect(importing.commit).toHaveCount(0);
  await visit('revocation list');
  await importing.close.click();
  await dropFiles(page, [request]);
  await expect(importing.dialog).toContainText('CN=申请人');
  await expect(importing.dialog).toContainText('example.test');
  await expect(importing.dialog).toContainText(words.import.request.valid);
  await visit('request');
  await importing.close.click();
});

test('[K09] moving to another computer needs a saved recovery code, and the command line takes the file', async () => {
  const { page, shell, security, recovery, words } = shared.pages;
  await shell.goTo('settings');
  await security.button('moveAction').click();
  const dialog = security.dialog('moveTitle');
  const place = new ExportDialog(page, words, dialog);
  await expect(dialog).toContainText(words.security.moveNoSecretTitle);
  await expect(place.next).toBeDisabled();
  await visit('recovery code not saved');
  const target = path.join(shared.folder, 'out', '保险库.vault');
  mkdirSync(path.dirname(target));
  const write = dialog.getByRole('button', { name: words.security.moveAction, exact: true });
  await dialog.getByRole('button', { name: words.common.close, exact: true }).click();

  await shell.writeDownRecoveryCode.click();
  await recovery.create.click();
  const groups = await recovery.code();
  await recovery.written.click();
  await recovery.typeAsked(groups);
  await recovery.confirm.click();
  await recovery.done.click();

  await security.button('moveAction').click();
  await place.next.click();
  await place.choosePlace(target);
  await visit('place of the exported vault');
  await write.click();
  await expect(dialog.getByRole('alert')).toContainText(words.security.moveDone);
  await expect(dialog.getByRole('alert')).toContainText(target);
  await visit('vault exported');
  await place.done.click();

  const own = secretFile('here-passphrase', here);
  const taking = ['vault', 'import', target, '--passphrase-file', own];
  const taken = await cli(
    'third',
    ...taking,
    '--new-passphrase-file',
    secretFile('third-passphrase', 'a third vault, long enough'),
  );
  expect(taken?.value).toMatchObject({ added: [certificate], keysAdded: 1, known: [] });
  const code = secretFile('code', groups.join('-'));
  const byCode = await cli('third', 'vault', 'import', target, '--recovery-code-file', code);
  expect(byCode?.value).toMatchObject({ added: [], keysAdded: 0, known: [certificate] });
});
