// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { importFile } from '../../pages/tasks.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importByCalls, value } from '../../support/apps/in-page.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { inOwnProcess, shareAppInGroup } from '../../support/apps/shared-app.ts';

const passphrase = '我的主密码 long enough';
const ownPassphrase = '只给这份备份的密码 2026';

const languages =
  process.env['CERTSTEWARD_TEST_EVERYTHING'] === undefined ? (['zh-CN'] as const) : (['en', 'zh-CN'] as const);

/** $XDG_DATA_HOME, which contains the desktop's trash. */
let trash = '';
const dataHome = process.env['XDG_DATA_HOME'];
test.beforeAll(() => {
  trash = mkdtempSync(path.join(tmpdir(), 'certsteward-trash-'));
  process.env['XDG_DATA_HOME'] = trash;
});
test.afterAll(() => {
  if (dataHome === undefined) delete process.env['XDG_DATA_HOME'];
  else process.env['XDG_DATA_HOME'] = dataHome;
  rmSync(trash, { recursive: true, force: true });
});

inOwnProcess();
for (const language of languages) {
  test.describe(`backups in ${language}`, () => {
    const shared = shareAppInGroup(language, { theme: 'light' });
    let zhang = '';
    let take: ReturnType<typeof pictures> | null = null;
    const drive = () => path.join(shared.folder, 'U盘');
    const onDrive = () => readdirSync(drive()).toSorted();
    const visit = async (name: string) => {
      await axeCheck(shared.app.page, name);
      await take?.(shared.app.page, name);
    };

    test.beforeAll(() => {
      // One walk is enough: each picture is taken in both languages.
      if (language === 'zh-CN') take = pictures('screens-backup', 'zh-CN');
    });
    test.beforeEach(() => test.setTimeout(180_000));

    test('[B01] [B04] the backup screen and each list row say what is not backed up', async () => {
      const { page, shell, backup, list, detail, words } = shared.pages;
      await shell.goTo('backup');
      await expect(backup.state('nothing')).toBeVisible();
      const made = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=张三/O=测试银行' });
      zhang = made.sha256;
      await value(page, 'vault.setPassphrase', { passphrase });
      await importByCalls(page, made.p12, made.password);
      await expect(backup.state('unsaved')).toBeVisible();
      await visit('nothing backed up');
      await shell.goTo('certificates');
      await expect(list.row('张三')).toContainText(words.list.backup.none);
      await list.row('张三').click();
      await detail.heading('张三').waitFor();
      await visit('a certificate without a backup');
    });

    test('[B01] [B08] the wizard writes a backup, test-restores it and shows what unlocks it', async () => {
      const { shell, backup, words } = shared.pages;
      await shell.goTo('backup');
      await backup.openWizard();
      await backup.chooseFolder(drive());
      await visit('wizard, where');
      await backup.next.click();
      const write = backup.button(words.backup.wizard.write);
      await expect(write).toBeDisabled();
      await backup.field(words.backup.wizard.vaultPassphrase).fill('not the passphrase');
      await visit('wizard, protection');
      await write.click();
      await expect(backup.open.locator('[data-error-code="wrong-secret"]')).toBeVisible();
      expect(onDrive()).toEqual([]);
      await visit('wizard, wrong passphrase');
      await backup.field(words.backup.wizard.vaultPassphrase).fill(passphrase);
      await write.click();
      await expect(backup.alert).toContainText(words.backup.done.title);
      await visit('wizard, rehearsed');
      await backup.done.click();
      expect(onDrive()).toEqual([expect.stringMatching(/^certsteward-backup-\d{8}-\d{6}\.tar$/)]);
      await expect(backup.state('codeMissing')).toBeVisible();
      await expect(backup.history).toHaveCount(1);
    });

    test('[B04] a changed note makes the backup out of date in list, detail and backup screen', async () => {
      const { page, shell, backup, list, detail, recovery, words } = shared.pages;
      await shell.goTo('certificates');
      await expect(list.row('张三')).toContainText(words.list.backup.current);
      await shell.writeDownRecoveryCode.click();
      await recovery.create.click();
      const groups = await recovery.code();
      await recovery.written.click();
      await recovery.typeAsked(groups);
      await recovery.confirm.click();
      await recovery.done.click();
      await expect(list.row('张三')).toContainText(words.list.backup.current);
      await value(page, 'certificates.annotate', { sha256: zhang, note: '柜台办理' });
      await expect(list.row('张三')).toContainText(words.list.backup.outdated);
      await list.row('张三').click();
      await detail.heading('张三').waitFor();
      await expect(detail.pane).toContainText(words.backup.mark.outdated);
      await visit('backup out of date');
      await shell.goTo('backup');
      await expect(backup.state('outdated')).toBeVisible();
      await visit('room, out of date');
    });

    test('[B01] a second backup asks for no passphrase, and one under its own passphrase asks for that', async () => {
      const { backup, words } = shared.pages;
      await backup.openWizard();
      await backup.chooseFolder(drive());
      await backup.next.click();
      await expect(backup.field(words.backup.wizard.vaultPassphrase)).toHaveCount(0);
      await backup.button(words.backup.wizard.write).click();
      await expect(backup.alert).toContainText(words.backup.done.title);
      await backup.done.click();
      // The folder is on the vault's file system.
      await expect(backup.state('onlyHere')).toBeVisible();

      await backup.openWizard();
      await backup.chooseFolder(drive());
      await backup.next.click();
      await backup.choose(words.backup.wizard.byOwn);
      await backup.field(words.backup.wizard.own).fill(ownPassphrase);
      await backup.field(words.backup.wizard.ownAgain).fill(ownPassphrase);
      await visit('wizard, a passphrase of its own');
      await backup.button(words.backup.wizard.write).click();
      await expect(backup.alert).toContainText(words.backup.done.title);
      await backup.done.click();
      await expect(backup.history).toHaveCount(3);
      await visit('three backups');
    });

    test('[B09] a check opens or compares a backup, and reports a damaged or missing one', async () => {
      const { backup, words } = shared.pages;
      const newest = backup.history.first();
      await backup.act(newest, 'verify').click();
      await visit('check');
      await backup.field(words.backup.secret.passphrase).fill(ownPassphrase);
      await backup.button(words.backup.verify.check).click();
      await expect(backup.alert).toContainText(words.backup.verify.rehearsed);
      await visit('check, opened');
      await backup.done.click();

      const file = path.join(drive(), onDrive().at(-1) ?? '');
      const whole = readFileSync(file);
      const changed = Buffer.from(whole);
      changed[whole.length - 5000] = (changed[whole.length - 5000] ?? 0) ^ 1;
      writeFileSync(file, changed);
      await backup.act(newest, 'verify').click();
      await backup.choose(words.backup.verify.compare);
      await backup.button(words.backup.verify.check).click();
      await expect(backup.open.locator('[data-error-code="backup-damaged"]')).toBeVisible();
      await visit('check, damaged');
      await backup.button(words.common.cancel).click();
      await expect(newest).toContainText(words.backup.row.damaged);
      writeFileSync(file, whole);
    });

    test('[B03] [K10] a backup restores deleted certificates with note and label after a preview', async () => {
      const { page, shell, backup, list, words } = shared.pages;
      await value(page, 'deletion.delete', { certificates: [zhang] });
      await value(page, 'deletion.purge', { certificates: null });
      await shell.goTo('certificates');
      await expect(list.row('张三')).toHaveCount(0);
      await shell.goTo('backup');
      await backup.restore.click();
      await visit('restore, which');
      await backup.openBackup(path.join(drive(), onDrive().at(1) ?? ''));
      await backup.field(words.backup.secret.passphrase).fill('not this one');
      await backup.button(words.backup.restoring.open).click();
      await expect(backup.open.locator('[data-error-code="wrong-secret"]')).toBeVisible();
      await visit('restore, wrong passphrase');
      await backup.field(words.backup.secret.passphrase).fill(passphrase);
      await backup.button(words.backup.restoring.open).click();
      await expect(backup.item(zhang)).toContainText(words.backup.restoring.item.new);
      await visit('restore, review');
      await backup.button(words.backup.restoring.restore).click();
      await expect(backup.alert).toContainText(words.backup.restoring.done);
      await visit('restore, done');
      await backup.done.click();
      await shell.goTo('certificates');
      await expect(list.row('张三')).toHaveAccessibleName(new RegExp(words.list.where.vault));
      const shown = await value(page, 'certificates.detail', { sha256: zhang });
      expect(shown).toMatchObject({ note: '柜台办理', hasPrivateKey: true });
    });

    test('[B03] differences are shown one by one, and the backup’s version is restored where chosen', async () => {
      const { page, shell, backup, words } = shared.pages;
      await value(page, 'certificates.annotate', { sha256: zhang, note: '这里写的', label: '工资单' });
      await shell.goTo('backup');
      await backup.restore.click();
      await backup.openBackup(path.join(drive(), onDrive().at(1) ?? ''));
      await backup.field(words.backup.secret.passphrase).fill(passphrase);
      await backup.button(words.backup.restoring.open).click();
      await expect(backup.item(zhang)).toContainText(words.backup.restoring.item.differs);
      await expect(backup.item(zhang)).toContainText('这里写的');
      const { merge, theirs } = words.backupRoom.differs;
      await expect(backup.item(zhang).getByRole('radio', { name: merge })).toBeChecked();
      await backup.item(zhang).getByText(theirs).click();
      await visit('restore, something differs');
      await backup.button(words.backup.restoring.restore).click();
      await expect(backup.alert).toContainText(words.backup.restoring.done);
      await backup.done.click();
      const shown = await value(page, 'certificates.detail', { sha256: zhang });
      expect(shown).toMatchObject({ note: '柜台办理' });
    });

    test('[D05] after a new certificate is backed up, its original file can be moved to the trash', async () => {
      const { shell, backup, words } = shared.pages;
      const li = makeIdentityFiles(shared.folder, 'li', { subject: '/CN=李四/O=测试银行' });
      await shell.goTo('certificates');
      await importFile(shared.app, shared.pages, { file: li.p12, password: li.password }, null);
      await shell.goTo('backup');
      await backup.openWizard();
      await backup.chooseFolder(drive());
      await backup.next.click();
      await backup.button(words.backup.wizard.write).click();
      await expect(backup.alert).toContainText(words.backup.done.title);
      const originals = backup.open.getByRole('list', { name: words.backup.originals.list });
      await expect(originals.getByRole('listitem')).toContainText([li.p12]);
      await visit('wizard, original file');
      await originals.getByRole('button').click();
      await expect(originals.getByRole('status')).toHaveText(words.backup.originals.gone);
      await visit('wizard, original file in the trash');
      await backup.done.click();
      expect(existsSync(li.p12)).toBe(false);
      const trashed = path.join(trash, 'Trash/files', path.basename(li.p12));
      expect(existsSync(trashed)).toBe(true);
    });
  });
}
