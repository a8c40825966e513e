// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type IdentityFiles, makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { chooseFiles } from '../pages/tasks.ts';
import { expect, test } from '../support/fixtures.ts';
import { call } from '../support/apps/in-page.ts';
import {
  certificatesInPkcs7,
  fingerprintOfPem,
  pkcs12Algorithms,
  publicKeyInPkcs12,
  publicKeyOfCertificate,
} from '../support/apps/reopen.ts';
import { wholeList } from '../support/data/whole-list.ts';
import { mistyped, otherGroup } from '../../support/vault/recovery-groups.ts';
import { inOwnProcess, shareAppInGroup } from '../support/apps/shared-app.ts';

const passphrase = '我的主密码 long enough';
const password = '密码中文🔐é';
const exportPassword = 'export password 出口';

/** Exact on-screen text, independent of catalogue keys. */
const spoken = {
  en: {
    wrong: 'Wrong password',
    stored: '1 private key stored',
    days: '40 days',
    status: 'Expiring',
    open: 'Vault unlocked',
  },
  'zh-CN': {
    wrong: '密码不对',
    stored: '新增 1 个私钥',
    days: '40 天',
    status: '即将到期',
    open: '保险库已解锁',
  },
} as const;

inOwnProcess();
for (const language of ['en', 'zh-CN'] as const) {
  test.describe(`the main job in ${language}`, () => {
    const shared = shareAppInGroup(language);
    const said = spoken[language];
    let zhang: IdentityFiles;
    let recoveryCode: string[] = [];
    const exported = (name: string) => path.join(shared.folder, name);

    test('[U06] [F01] [F05] a wrong password is reported and stays in its field', async () => {
      const subject = '/CN=051@张三@110101199001011234@1/O=测试银行/C=CN';
      zhang = makeIdentityFiles(shared.folder, '张三', { subject, password, days: 40 });
      const { list, importing, words } = shared.pages;
      await expect(list.emptyTitle).toBeVisible();
      await list.importFirst.click();
      await chooseFiles(shared.app, shared.pages, [zhang.p12]);
      await expect(importing.dialog).toContainText('张三.p12');
      await importing.openWith('not the password');
      await expect(importing.diagnosis('wrong-password')).toContainText(said.wrong);
      await expect(importing.password).toHaveValue('not the password');
      await importing.openWith(password);
      await expect(importing.found).toHaveCount(1);
      await expect(importing.found).toContainText('张三');
      await expect(importing.found).toContainText(words.import.keyPaired);
    });

    test('[K01] [F04] without an OS store the first key is imported once a passphrase is set', async () => {
      const { importing, shell, words } = shared.pages;
      await expect(shell.vault).toContainText(words.vault.missing);
      await importing.commit.click();
      await importing.passphrase.fill(passphrase);
      await importing.passphraseAgain.fill('我的另一个主密码');
      await expect(importing.protect).toBeDisabled();
      await expect(importing.dialog).toContainText(words.vault.mismatch);
      await importing.protectWith(passphrase);
      await expect(importing.alert).toContainText(words.import.doneTitle);
      await expect(importing.dialog).toContainText(said.stored);
      // The row that offers the backup comes later and takes the focus.
      await expect(importing.dialog).toContainText(words.import.result.noBackup);
      await importing.view.click();
      await expect(importing.dialog).toHaveCount(0);
      await expect(shell.vault).toContainText(said.open);
      await expect(shell.recoveryBanner).toBeVisible();
    });

    test('[L01] [L02] the row shows name, countdown and status; one and two characters find it', async () => {
      const { list, words } = shared.pages;
      const row = list.row('张三');
      await expect(row).toContainText(said.days);
      await expect(row).toContainText(said.status);
      await expect(row).toHaveAccessibleName(new RegExp(words.list.where.vault));
      for (const text of ['张', '张三', '测试银行']) {
        await list.search.fill(text);
        await expect(list.rows).toHaveCount(1);
        await expect(row).toBeVisible();
      }
      await list.search.fill('张三李四');
      await expect(list.noMatch).toBeVisible();
      await expect(list.table).toHaveCount(0);
      await list.search.press('Escape');
      await expect(row).toBeVisible();
    });

    test('[L01] [L03] the identity number is masked in the list and whole in the detail', async () => {
      const { list, detail, page, words } = shared.pages;
      await expect(detail.heading('张三')).toBeVisible();
      await detail.tab('tabDetails').click();
      await expect(detail.fact('subject')).toContainText('110101199001011234');
      await expect(list.table).not.toContainText('110101199001011234');
      const answer = await call(page, 'certificates.page', wholeList);
      expect(JSON.stringify(answer)).not.toContain('110101199001011234');
      expect(JSON.stringify(answer)).toContain('1101**********1234');
      await expect(detail.fact('origin')).toContainText('张三.p12');
      await expect(detail.pane).toContainText('-----BEGIN CERTIFICATE-----');
      await detail.tab('tabOverview').click();
      await expect(detail.checklist).toContainText(words.detail.keyOk);
      await detail.tab('tabChain').click();
      await expect(detail.pane).toContainText(words.detail.chainSelf);
      await detail.tab('tabOverview').click();
    });

    test('[K06] label, place, tags and note are kept', async () => {
      const { list, detail, page, words } = shared.pages;
      await detail.choose('describe');
      await detail.field('label').fill('工资卡');
      await detail.field('place').fill('家里的电脑');
      await detail.field('tags').fill(['银行', '旧'].join(words.common.listSeparator));
      await detail.field('note').fill('柜台 3 号窗口办理');
      await detail.save.click();
      await expect(page.getByText(words.detail.saved, { exact: true })).toBeVisible();
      await expect(detail.heading('工资卡')).toBeVisible();
      await expect(list.row('工资卡')).toContainText('家里的电脑 · 银行 · 旧');
      await list.search.fill('家里');
      await expect(list.rows).toHaveCount(1);
      await list.search.fill('');
      await detail.choose('describe');
      await expect(detail.field('note')).toHaveValue('柜台 3 号窗口办理');
      await page.keyboard.press('Escape');
    });

    for (const target of ['modern', 'older', 'android'] as const) {
      test(`[F06] p12 for ${target} systems opens in OpenSSL with its password and the same key`, async () => {
        const { detail, exporting } = shared.pages;
        const profile = target === 'modern' ? 'modern' : 'compatible';
        const file = exported(`${target}.p12`);
        await detail.choose('export');
        await exporting.chooseFormat('p12');
        await exporting.next.click();
        await exporting.chooseTarget(target);
        await exporting.protectWith(exportPassword);
        await exporting.choosePlace(file);
        await exporting.write.click();
        await expect(exporting.proof).toContainText(file);
        await expect(exporting.androidNext).toHaveCount(target === 'android' ? 1 : 0);
        await exporting.done.click();
        const key = publicKeyInPkcs12(file, exportPassword, profile === 'compatible');
        expect(key).toBe(publicKeyOfCertificate(zhang.certificate));
        expect(() => publicKeyInPkcs12(file, 'another', profile === 'compatible')).toThrow();
        const algorithm = profile === 'modern' ? 'AES-256-CBC' : 'pbeWithSHA1And3-KeyTripleDES-CBC';
        expect(pkcs12Algorithms(file, exportPassword)).toContain(algorithm);
      });
    }

    for (const format of ['pem', 'der', 'p7b'] as const) {
      test(`[F06] ${format} needs no password and opens in OpenSSL`, async () => {
        const { detail, exporting } = shared.pages;
        const file = exported(`out.${format}`);
        await detail.choose('export');
        await exporting.chooseFormat(format);
        await exporting.next.click();
        await exporting.choosePlace(file);
        await exporting.write.click();
        await expect(exporting.proof).toContainText(file);
        await exporting.done.click();
        if (format === 'p7b') expect(certificatesInPkcs7(file)).toContain('BEGIN CERTIFICATE');
        else expect(fingerprintOfPem(file)).toBe(zhang.sha256);
      });
    }

    test('[F06] [U07] an existing file is overwritten only after a confirmation', async () => {
      const { detail, exporting } = shared.pages;
      const file = exported('out.pem');
      const before = readFileSync(file);
      await detail.choose('export');
      await exporting.chooseFormat('der');
      await exporting.next.click();
      const { person } = shared.app;
      const asked = person.asked.length;
      person.answerNext('allow', 'refuse');
      await exporting.choosePlace(file);
      await expect.poll(() => person.asked.length).toBe(asked + 2);
      expect(person.asked.at(-1)?.text).toContain(file);
      await expect(exporting.write).toBeDisabled();
      expect(readFileSync(file)).toEqual(before);
      await exporting.choosePlace(file);
      await exporting.write.click();
      await expect(exporting.proof).toBeVisible();
      expect(readFileSync(file)).not.toEqual(before);
      await exporting.done.click();
    });

    test('[K03] a locked vault asks for the passphrase during an export, which then continues', async () => {
      const { shell, detail, exporting, unlocking, words } = shared.pages;
      const file = exported('after-unlock.p12');
      await shell.lock.click();
      await expect(shell.vault).toContainText(words.vault.locked);
      await detail.choose('describe');
      await expect(detail.unlockNote).toBeVisible();
      await shared.pages.page.keyboard.press('Escape');
      await detail.choose('export');
      await exporting.next.click();
      await exporting.protectWith(exportPassword);
      await expect(exporting.lockedHint).toBeVisible();
      await exporting.choosePlace(file);
      await exporting.write.click();
      await unlocking.withPassphrase('not the passphrase');
      await expect(unlocking.dialog.locator('[data-error-code="wrong-secret"]')).toBeVisible();
      expect(existsSync(file)).toBe(false);
      await unlocking.withPassphrase(passphrase);
      await expect(exporting.proof).toContainText(file);
      await exporting.done.click();
      expect(publicKeyInPkcs12(file, exportPassword, false)).toBe(publicKeyOfCertificate(zhang.certificate));
      await expect(shell.vault).toContainText(said.open);
      await detail.choose('describe');
      await expect(detail.field('note')).toHaveValue('柜台 3 号窗口办理');
      await shared.pages.page.keyboard.press('Escape');
    });

    test('[K01] the banner goes once the recovery code is written down and two of its groups typed', async () => {
      const { shell, recovery } = shared.pages;
      await shell.writeDownRecoveryCode.click();
      await recovery.create.click();
      recoveryCode = await recovery.code();
      expect(recoveryCode.join('').length).toBeGreaterThanOrEqual(26);
      await recovery.hide.click();
      await expect(recovery.dialog).not.toContainText(recoveryCode.at(-1) ?? '');
      await recovery.show.click();
      await recovery.written.click();
      const [, second] = await recovery.askedNumbers();
      await recovery.typeAsked(recoveryCode);
      await recovery.asked.last().fill(mistyped(recoveryCode[second - 1] ?? ''));
      await expect(recovery.fieldError).toContainText(String(second));
      await expect(recovery.confirm).toBeDisabled();
      await recovery.asked.last().fill(otherGroup(second));
      await recovery.confirm.click();
      await expect(recovery.fieldError).toContainText(String(second));
      await expect(recovery.refused).toHaveCount(1);
      await expect(recovery.refused).toHaveValue(otherGroup(second));
      await recovery.typeAsked(recoveryCode);
      await recovery.confirm.click();
      await expect(recovery.saved).toBeVisible();
      await recovery.done.click();
      await expect(shell.recoveryBanner).toHaveCount(0);
    });

    test('[K02] [K05] the recovery code opens a locked vault', async () => {
      const { shell, unlocking, words } = shared.pages;
      await shell.lock.click();
      await shell.unlock.click();
      await unlocking.withRecoveryCode(recoveryCode.join('-').toLowerCase());
      await expect(unlocking.dialog).toHaveCount(0);
      await expect(shell.vault).toContainText(words.vault.unlocked);
    });

    test('[K03] after a restart the list is there at once and the vault is locked', async () => {
      const { list, shell, words } = await shared.restart();
      await expect(list.row('工资卡')).toBeVisible();
      await expect(shell.vault).toContainText(words.vault.locked);
    });
  });
}
