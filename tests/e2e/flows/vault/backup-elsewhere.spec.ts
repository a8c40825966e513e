// SPDX-License-Identifier: Apache-2.0
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { type Apache, missingApache, startApache } from '../../../support/webdav/apache.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importByCalls, value } from '../../support/apps/in-page.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeSoftHsmHome } from '../../support/data/soft-hsm-home.ts';

let apache: Apache | null = null;
const softHsm = makeSoftHsmHome();
// Stop before the app closes, when its process tree, which includes this server, must have no sockets.
test.afterAll(async () => {
  await apache?.stop();
});
const shared = shareApp('en', { theme: 'light' });
const passphrase = '我的主密码 long enough';
const login = { user: '张三', password: '服务器密码 2026' };
let zhang = '';
let take: ReturnType<typeof pictures>;

const visit = async (name: string) => {
  await axeCheck(shared.app.page, name);
  await take(shared.app.page, name);
};
const pinLabel = (words: typeof shared.pages.words) => words.backup.token.pin.replace('{{name}}', softHsm().label);
const lose = async () => {
  await value(shared.app.page, 'deletion.delete', { certificates: [zhang] });
  await value(shared.app.page, 'deletion.purge', { certificates: null });
};

test.beforeAll(async () => {
  take = pictures('screens-backup-elsewhere');
  if (missingApache === null) apache = await startApache(login);
  const { page } = shared.app;
  const made = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=张三/O=测试银行' });
  zhang = made.sha256;
  await value(page, 'vault.setPassphrase', { passphrase });
  await importByCalls(page, made.p12, made.password);
});
test.beforeEach(() => test.setTimeout(180_000));

test('[B07] a WebDAV backup shows the host first, reports a wrong password, and is test-restored', async () => {
  test.skip(apache === null, missingApache ?? '');
  const { shell, backup, words } = shared.pages;
  await shell.goTo('backup');
  await backup.openWizard();
  await backup.choose(words.backup.wizard.server);
  await backup.field(words.backup.server.url).fill(apache?.url ?? '');
  await expect(backup.open).toContainText(`localhost:${apache?.port}`);
  await backup.field(words.backup.server.user).fill(login.user);
  await backup.field(words.backup.server.password).fill('wrong');
  await visit('server');
  await backup.next.click();
  await backup.field(words.backup.wizard.vaultPassphrase).fill(passphrase);
  await backup.button(words.backup.wizard.write).click();
  await expect(backup.open.locator('[data-error-code="server-refused-login"]')).toBeVisible();
  expect(apache?.names()).toEqual([]);
  await visit('server, refused');
  await backup.button(words.common.back).click();
  await backup.field(words.backup.server.password).fill(login.password);
  await backup.next.click();
  await backup.button(words.backup.wizard.write).click();
  await expect(backup.alert).toContainText(words.backup.done.title);
  await visit('server, rehearsed');
  await backup.done.click();
  expect(apache?.names()).toEqual([expect.stringMatching(/^certsteward-backup-.*\.tar$/)]);
  await expect(backup.history.first()).toContainText('localhost');
});

test('[B07] [B09] a backup on a server is checked and restored from there', async () => {
  test.skip(apache === null, missingApache ?? '');
  const { backup, list, shell, words } = shared.pages;
  await backup.act(backup.history.first(), 'verify').click();
  await backup.field(words.backup.secret.passphrase).fill(passphrase);
  await backup.field(words.backup.server.password).fill(login.password);
  await visit('check on a server');
  await backup.button(words.backup.verify.check).click();
  await expect(backup.alert).toContainText(words.backup.verify.rehearsed);
  await backup.done.click();
  await lose();
  await backup.act(backup.history.first(), 'restore').click();
  await backup.field(words.backup.secret.passphrase).fill(passphrase);
  await backup.field(words.backup.server.password).fill(login.password);
  await backup.button(words.backup.restoring.open).click();
  await expect(backup.item(zhang)).toContainText(words.backup.restoring.item.new);
  await backup.button(words.backup.restoring.restore).click();
  await expect(backup.alert).toContainText(words.backup.restoring.done);
  await backup.done.click();
  await shell.goTo('certificates');
  await expect(list.row('张三')).toHaveAccessibleName(new RegExp(words.list.where.vault));
});

test('[B06] a token takes a backup once it is managed, with the PIN, and the backup is test-restored', async () => {
  const { shell, tokens, backup, words } = shared.pages;
  await shell.goTo('backup');
  await backup.openWizard();
  await backup.choose(words.backup.wizard.token);
  await expect(backup.open).toContainText(words.backup.token.manageFirst);
  await visit('token, not owned');
  await backup.button(words.backup.token.manage.replace('{{name}}', softHsm().label)).click();
  await tokens.confirmOwn();
  await expect(backup.open.getByRole('radio', { name: softHsm().label })).toBeChecked();
  await visit('token');
  await backup.next.click();
  // The backup to the server already asked for the passphrase.
  if (apache === null) await backup.field(words.backup.wizard.vaultPassphrase).fill(passphrase);
  await backup.field(pinLabel(words)).fill('00000000');
  await visit('token, protection and PIN');
  await backup.button(words.backup.wizard.write).click();
  await expect(backup.open.locator('[data-error-code="wrong-pin"]')).toBeVisible();
  await expect(backup.field(pinLabel(words))).toHaveValue('');
  await backup.field(pinLabel(words)).fill(softHsm().pin);
  await backup.button(words.backup.wizard.write).click();
  await expect(backup.alert).toContainText(words.backup.done.title);
  await visit('token, rehearsed');
  await backup.done.click();
});

test('[B06] a backup on a token is restored with the passphrase and a PIN asked for each time', async () => {
  const { shell, backup, list, words } = shared.pages;
  await lose();
  await backup.act(backup.history.first(), 'restore').click();
  await backup.field(words.backup.secret.passphrase).fill(passphrase);
  await backup.field(pinLabel(words)).fill(softHsm().pin);
  await visit('restore from a token');
  await backup.button(words.backup.restoring.open).click();
  await expect(backup.item(zhang)).toContainText(words.backup.restoring.item.new);
  await expect(backup.button(words.backup.restoring.restore)).toBeDisabled();
  await backup.field(pinLabel(words)).fill(softHsm().pin);
  await backup.button(words.backup.restoring.restore).click();
  await expect(backup.alert).toContainText(words.backup.restoring.done);
  await backup.done.click();
  await shell.goTo('certificates');
  await expect(list.row('张三')).toHaveAccessibleName(new RegExp(words.list.where.vault));
});
