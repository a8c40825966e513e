// SPDX-License-Identifier: Apache-2.0
/* Over the usual file length: one walk through the app, in screen order. */
import path from 'node:path';
import { type IdentityFiles, makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { chooseFiles } from '../../pages/tasks.ts';
import { walkEnrolment } from '../walks/walk-enrolment.ts';
import { walkFind } from '../walks/walk-find.ts';
import { walkReminderChoices } from '../walks/walk-reminders.ts';
import { walkReminders, walkWatchDialog } from '../walks/walk-watched.ts';
import { filesOf, issueIdentity, makeTroubleFiles } from '../data/certificate-files.ts';
import { dropFiles, importByCalls, value } from '../apps/in-page.ts';
import type { SharedApp } from '../apps/shared-app.ts';
import { mistyped, otherGroup } from '../../../support/vault/recovery-groups.ts';
import { choose } from './choose.ts';

/** Applied to each screen: a picture or an accessibility check. */
export type Visit = (name: string) => Promise<void>;

const passphrase = '我的主密码 long enough';
const width = 1280;
const height = 800;

/** The first import, after several failing files, up to the saved recovery code. */
export async function walkFirstImport({ app, pages, folder }: SharedApp, visit: Visit): Promise<void> {
  const { page, list, importing, shell, recovery } = pages;
  const trouble = makeTroubleFiles(folder);
  const bank = makeIdentityFiles(folder, 'bank', { subject: '/CN=示例银行根证书/O=示例银行/C=CN', days: 3650 });
  const zhang = issueIdentity(folder, '张三-示例银行', {
    subject: '/CN=051@张三@110101199001011234@1/O=示例银行/C=CN',
    issuer: bank,
    password: '密码中文🔐é',
    from: -400,
    until: 320.5,
  });
  await page.setViewportSize({ width, height });
  await list.emptyTitle.waitFor();
  await visit('empty list');
  await walkWatchDialog(pages, visit);
  await page.getByRole('button', { name: pages.words.tour.offer }).click();
  await visit('tour');
  await page.keyboard.press('Escape');
  await dropFiles(page, [zhang.p12], false);
  await visit('files over the window');
  await dropFiles(page, [trouble.truncated]);
  await importing.diagnosis('damaged').waitFor();
  await visit('import, damaged');
  await importing.another.click();
  await visit('import, choose');
  for (const [name, file, code] of [
    ['not a certificate', trouble.notACertificate, 'not-a-certificate-file'],
    ['unsupported algorithm', trouble.camellia, 'unsupported-algorithm'],
  ] as const) {
    await chooseFiles(app, pages, [file]);
    await importing.diagnosis(code).waitFor();
    await visit(`import, ${name}`);
    await importing.another.click();
  }
  await chooseFiles(app, pages, [trouble.onePart]);
  await importing.openWith('not the password');
  await importing.diagnosis('wrong-password').waitFor();
  await visit('import, wrong password or damaged');
  await importing.another.click();
  await chooseFiles(app, pages, [trouble.slow]);
  await importing.openWith('not the password');
  await importing.progress.waitFor();
  await visit('import, progress');
  // A visit may outlast the work, leaving nothing to cancel.
  await importing.cancelOperation.click({ timeout: 10_000 }).catch(() => undefined);
  await importing.another.click();
  await chooseFiles(app, pages, [zhang.p12]);
  await importing.password.waitFor();
  await visit('import, password');
  await importing.openWith('not the password');
  await importing.diagnosis('wrong-password').waitFor();
  await visit('import, wrong password');
  await importing.openWith(zhang.password);
  await importing.commit.waitFor();
  await visit('import, review');
  await importing.commit.click();
  await importing.passphrase.fill(passphrase);
  await importing.passphraseAgain.fill('我的主密码 lang');
  await visit('import, passphrase');
  await importing.protectWith(passphrase);
  await importing.view.waitFor();
  await visit('import, done');
  await importing.view.click();
  await visit('one certificate and the recovery banner');
  await shell.writeDownRecoveryCode.click();
  await recovery.create.waitFor();
  await visit('recovery code, why');
  await recovery.create.click();
  const code = await recovery.code();
  await visit('recovery code, write down');
  await recovery.hide.click();
  await visit('recovery code, hidden');
  await recovery.show.click();
  await recovery.written.click();
  const [first, second] = await recovery.askedNumbers();
  await recovery.asked.last().fill(mistyped(code[second - 1] ?? ''));
  await recovery.fieldError.getByText(String(second)).waitFor();
  await visit('recovery code, mistyped');
  await recovery.asked.first().fill(code[first - 1] ?? '');
  await recovery.asked.last().fill(otherGroup(second));
  await recovery.confirm.click();
  await recovery.refused.waitFor();
  await visit('recovery code, confirm');
  await recovery.typeAsked(code);
  await recovery.confirm.click();
  await recovery.saved.waitFor();
  await visit('recovery code, saved');
  await recovery.done.click();
}

/** A mixed list, details, export, unlocking. */
export async function walkCertificates({ pages, folder }: SharedApp, visit: Visit): Promise<void> {
  const { page, list, detail, exporting, shell, unlocking } = pages;
  await fillVault(pages.page, folder);
  await list.row('Li Si').waitFor();
  await list.row('张三').click();
  await detail.heading('张三').waitFor();
  await visit('list');
  await list.tick(pages.words.timeline.show, true);
  await visit('list, timeline');
  await list.tick(pages.words.timeline.show, false);
  await detail.tab('tabChain').click();
  await visit('detail, chain');
  await detail.tab('tabDetails').click();
  await pages.detail.pane.getByRole('button', { name: pages.words.detail.asn1Show, exact: true }).click();
  await pages.detail.pane.getByText('OBJECT').first().waitFor();
  await visit('detail, details and raw data');
  await list.expired.click();
  await list.row('王五').click();
  await detail.heading('王五').waitFor();
  await visit('detail, expired');
  await list.row('Alexandra').click();
  await visit('detail, chain incomplete');
  await list.row('Li Si').click();
  await detail.heading('Li Si').waitFor();
  await detail.choose('renew');
  await pages.guiding.now.waitFor();
  await visit('how to renew, no bank yet');
  await pages.guiding.button(pages.words.common.close).click();
  await shell.goTo('certificates');
  await detail.choose('describe');
  await detail.field('label').fill('Online banking');
  await detail.field('note').fill('Window 3, bring the passport');
  await visit('name and notes');
  await page.keyboard.press('Escape');
  await detail.choose('reminders');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await detail.pane.getByRole('button', { name: pages.words.bankPage.seen }).click();
  await page.getByRole('dialog').waitFor();
  await visit('bank page shows valid');
  await page.keyboard.press('Escape');
  await list.search.fill('张');
  await list.row('Li Si').waitFor({ state: 'detached' });
  await visit('search');
  await list.search.fill('没有这个人');
  await list.noMatch.waitFor();
  await visit('search, nothing found');
  await list.search.fill('');
  await list.row('张三').click();
  await detail.heading('张三').waitFor();
  await detail.choose('export');
  await exporting.next.waitFor();
  await visit('export, format');
  await exporting.next.click();
  await exporting.password.fill('出口密码 2026');
  await exporting.passwordAgain.fill('出口密码 2026');
  await visit('export, protection');
  await exporting.next.click();
  await exporting.choosePlaceButton.waitFor();
  await visit('export, place');
  await exporting.choosePlace(path.join(folder, '张三-导出.p12'));
  await exporting.write.click();
  await exporting.proof.waitFor();
  await visit('export, done');
  await exporting.done.click();
  await shell.lock.click();
  await shell.unlock.waitFor();
  await visit('locked');
  await shell.unlock.click();
  await unlocking.withPassphrase('not the passphrase');
  await unlocking.alert.waitFor();
  await visit('unlock, wrong passphrase');
  await choose(unlocking.kind('withRecovery'));
  await visit('unlock, recovery code');
  await unlocking.close.click();
  await page.setViewportSize({ width: 900, height });
  await visit('narrow list');
  await list.row('张三').click();
  await detail.sheet.waitFor();
  await visit('narrow detail');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width, height });
}

/** The remaining rooms and the settings. */
export async function walkRooms(shared: SharedApp, visit: Visit): Promise<void> {
  const { pages, folder } = shared;
  const { page, shell, settings } = pages;
  for (const room of ['tokens', 'browsers', 'backup', 'activity'] as const) {
    await shell.goTo(room);
    await visit(`room ${room}`);
  }
  await shell.goTo('backup');
  await page.getByRole('button', { name: pages.words.familySheet.title, exact: true }).click();
  await page.getByRole('dialog').getByRole('row').nth(1).waitFor();
  await visit('sheet for the family');
  await page.keyboard.press('Escape');
  await shell.goTo('help');
  await page.getByRole('heading', { level: 1, name: pages.words.shell.room.help }).waitFor();
  await visit('help');
  await page.getByRole('heading', { name: pages.words.help.tasks }).waitFor();
  await page.getByRole('region', { name: pages.words.help.tasks }).getByRole('button').nth(6).click();
  await page.getByRole('article').waitFor();
  await visit('help, a page with a table');
  await walkEnrolment(shared, visit, passphrase);
  await walkFind(pages, folder, visit);
  await walkReminders(pages, visit);
  await walkReminderChoices(pages, folder, visit);
  await shell.goTo('settings');
  await settings.heading.waitFor();
  await visit('settings');
  await settings.section('about').click();
  await visit('settings, about');
  await settings.licences.click();
  await page.getByRole('dialog').getByRole('listitem').first().waitFor();
  await visit('licences');
  await page.keyboard.press('Escape');
  await value(page, 'settings.change', { textSize: 'large' });
  await shell.goTo('certificates');
  await visit('large text, list');
  await shell.goTo('settings');
  await visit('large text, settings');
  await value(page, 'settings.change', { textSize: 'largest' });
  for (const room of ['overview', 'certificates', 'backup', 'settings'] as const) {
    await shell.goTo(room);
    await visit(`largest text, ${room}`);
  }
  await value(page, 'settings.change', { textSize: 'standard' });
  await shell.goTo('certificates');
}

/** Seven more certificates, of various statuses and with unusual names. */
async function fillVault(page: SharedApp['pages']['page'], folder: string): Promise<void> {
  const authority = (name: string, subject: string) => makeIdentityFiles(folder, name, { subject, days: 3650 });
  const bank = filesOf(folder, 'bank');
  const lost = authority('lost', '/CN=Example Regional Issuing Authority G2/O=Example Trust Services/C=GB');
  const issue = (
    name: string,
    subject: string,
    from: number,
    until: number,
    issuer: Pick<IdentityFiles, 'certificate' | 'key'> = bank,
  ) => issueIdentity(folder, name, { subject, issuer, from, until });
  const withKey = [
    issue('li', '/CN=Li Si/O=Example Payments/C=CN', -345, 20.5),
    issue('company', '/CN=041@上海示例科技有限公司@91310000MA1FL0000X@1/O=示例银行/C=CN', -363, 1.9),
    issue('wang', '/CN=王五/O=示例银行/C=CN', -800, -12.5),
    issue('zhao', '/CN=赵六/O=示例银行/C=CN', 9.5, 740),
  ];
  for (const { p12, password } of withKey) await importByCalls(page, p12, password);
  const alexandra = issue('alexandra', '/CN=Alexandra Montgomery-Featherstonehaugh/O=Example/C=GB', -30, 700, lost);
  await importByCalls(page, alexandra.certificate, null);
  await importByCalls(page, issue('chen', '/CN=陈七/O=示例银行/C=CN', -30, 400).certificate, null);
  const hostile = issue('hostile', '/CN=invoice\u202Egpj.exe/O=Example', -30, 100);
  await importByCalls(page, hostile.certificate, null);
}
