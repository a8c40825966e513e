// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { importProfile } from '../../tests/e2e/support/apps/in-page.ts';
import { walkInstall } from '../../tests/e2e/support/walks/walk-install.ts';
import { walkLostAndFound } from '../../tests/e2e/support/walks/walk-lost-and-found.ts';
import type { DemoCaProcess } from '../../tests/support/enrolment/demo-ca-process.ts';
import { runCli } from '../../tests/support/cli/run-cli.ts';
import { exportIdentity, passphrase, saveRecoveryCode, type TourStop } from './tour-steps.ts';

export const holder = 'Zhang San 张三';
const copy = 'zhang-san.p12';

export async function apply({ app, report }: TourStop, { value: demo }: DemoCaProcess): Promise<void> {
  const { page, words, shell, enrolling } = app.pages;
  const { profile, code } = demo;
  await shell.goTo('enrolment');
  await importProfile(page, demo.file);
  await enrolling.act(enrolling.profile(profile.name), 'confirm').click();
  await enrolling.field(words.enrolment.host.label).fill('127.0.0.1');
  await page.keyboard.press('Enter');
  await enrolling.profile(profile.name).getByText(words.enrolment.verified, { exact: true }).waitFor();
  await report.picture(page, 'authority', ['An authority, confirmed by its host', '机构，已核对网站域名']);
  await enrolling.startAt(profile.name);
  await enrolling.next.click();
  await enrolling.next.click();
  await enrolling.checkBefore(async () =>
    report.picture(page, 'before', ['Clock, network and server are looked at first', '先检查时间、网络和服务器']),
  );
  await enrolling.dialog.getByRole('textbox').first().fill(holder);
  await report.readme(page, 'apply', ['Apply: the name on the certificate', '申请：证书上的姓名'], enrolling.dialog);
  await enrolling.make.click();
  await enrolling.field(words.vault.passphrase).fill(passphrase);
  await enrolling.field(words.vault.passphraseAgain).fill(passphrase);
  await enrolling.button(words.import.protectButton).click();
  const submit = enrolling.button(words.servers.send.submit);
  await submit.waitFor();
  await enrolling.dialog.locator('input[type="password"]').fill(code);
  await submit.click();
  await enrolling.taken.waitFor();
  await report.readme(
    page,
    'issued',
    ['Issued: its key, names and chain checked', '签发：检查私钥、姓名和证书链'],
    enrolling.dialog,
  );
}

export async function install({ app, report }: TourStop, canInstall: boolean): Promise<void> {
  const { page, words, enrolling, storing } = app.pages;
  if (canInstall) {
    await enrolling.button(words.enrolment.answer.install).click();
    await walkInstall(app.pages);
    const titles = ['Installed, read again, and its key tested', '安装到浏览器，重新读取并测试私钥'] as const;
    await report.readme(page, 'installed', titles, storing.dialog);
  } else
    report.fact(['Not installed: certutil (libnss3-tools) is not here', '没有安装：缺少 certutil（libnss3-tools）']);
  await page.keyboard.press('Escape');
}

export async function backUp({ app, report }: TourStop, folder: string): Promise<void> {
  const { page, words, shell, backup } = app.pages;
  await saveRecoveryCode({ app, report });
  await shell.goTo('backup');
  await backup.openWizard();
  await backup.chooseFolder(folder);
  await backup.next.click();
  await backup.field(words.backup.wizard.vaultPassphrase).fill(passphrase);
  await backup.button(words.backup.wizard.write).click();
  await backup.done.waitFor();
  const titles = ['Backed up and test-restored', '备份完成，试恢复通过'] as const;
  await report.readme(page, 'backup', titles, backup.open);
  await backup.done.click();
}

export async function renew({ app, report }: TourStop, canInstall: boolean): Promise<void> {
  const { page, words, list, detail, unlocking } = app.pages;
  const { renewal } = words;
  const reminder = page
    .getByRole('region')
    .filter({ has: page.getByRole('button', { name: renewal.renew, exact: true }) });
  await reminder.first().waitFor({ timeout: 90_000 });
  await list.row(holder).waitFor();
  await report.readme(
    page,
    'reminder',
    ['Twenty days before it expires: a reminder', '到期前二十天：提醒'],
    page.getByRole('main'),
  );
  await reminder.first().getByRole('button', { name: renewal.renew, exact: true }).click();
  const dialog = page.getByRole('dialog').last();
  await report.picture(page, 'renew', ['What renewing will do', '更新证书之前的确认']);
  await dialog.getByRole('button', { name: renewal.renew, exact: true }).click();
  await unlocking.passphrase.fill(passphrase);
  await page.keyboard.press('Enter');
  await dialog.getByText(canInstall ? renewal.done.all : renewal.done.onlyVault).waitFor();
  await report.readme(
    page,
    'renewed',
    ['Renewed: proven before the old one goes', '更新：新证书测试通过，再移除旧证书'],
    dialog,
  );
  await dialog.getByRole('button', { name: words.detail.successorShow, exact: true }).click();
  await detail.heading(holder).waitFor();
  await detail.pane.getByText(`${words.status.valid} · `).first().waitFor();
  // An earlier message would spoil the picture.
  await app.pages.trash.messages.locator(':scope > *').first().waitFor({ state: 'detached' });
  const titles = ['The old one is superseded; its key stays', '旧证书已被取代，私钥保留'] as const;
  await report.readme(page, 'superseded', titles, page.getByRole('main'));
}

/** Returns the path of the certificate as PEM, without its key. */
export async function leaveCopy(stop: TourStop, vault: string, folder: string, password: string): Promise<string> {
  await exportIdentity(stop, join(folder, copy), password);
  const cli = async (...words: readonly string[]) => {
    const { json, stderr } = await runCli([...words, '--json', '--vault', vault]);
    if (json?.ok !== true) throw new Error(`${words[0] ?? ''}: ${stderr}`);
    return json.value;
  };
  const { certificates } = await cli('list', '--status', 'valid');
  const { sha256 } = certificates.find(({ hasPrivateKey }: { hasPrivateKey: boolean }) => hasPrivateKey);
  const file = join(vault, '../zhang-san.pem');
  await cli('export', sha256, '--format', 'pem', '--no-chain', '-o', file);
  return file;
}

export async function find({ app, report }: TourStop, folder: string, password: string): Promise<void> {
  const { page, words, losing } = app.pages;
  const titles: Readonly<Record<string, readonly [string, string]>> = {
    'lost, what happened': ['Lost: what happened decides what comes first', '遗失补办：先选择发生了什么'],
    'lost, found on the disk': ['Looked for by content, and found', '按内容查找，找到了'],
  };
  const lost = { holder, folder, file: copy, password, passphrase };
  await walkLostAndFound(app.pages, lost, async (name) => {
    const title = titles[name];
    if (title !== undefined) await report.picture(page, name.replaceAll(/[^a-z]+/g, '-'), title);
  });
  await report.readme(
    page,
    'found',
    ['Lost and found: the key is back', '遗失后找回：私钥找回来了'],
    page.getByRole('dialog').last(),
  );
  await losing.button(words.losses.end.foundAgain).click();
  await losing.dialog.waitFor({ state: 'detached' });
}
