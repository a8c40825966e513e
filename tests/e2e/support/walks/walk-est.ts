// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EstTestServer } from '../../../support/enrolment/est-server.ts';
import { importProfile } from '../apps/in-page.ts';
import type { SharedApp } from '../apps/shared-app.ts';
import { choose } from '../checks/choose.ts';

type Visit = (name: string) => Promise<void>;

const challenge = [
  { id: 'reference', label: { 'zh-CN': '参考号', en: 'Reference number' }, secret: false },
  { id: 'code', label: { 'zh-CN': '授权码', en: 'Authorisation code' }, secret: true },
];

/** Applying at an EST server that defers its answer: trust, no token, codes, the wait and the result. */
export async function walkEst({ pages }: SharedApp, server: EstTestServer, visit: Visit): Promise<void> {
  const { page, words, shell, enrolling } = pages;
  const { servers: est, enrolment, common } = words;
  const fingerprint = createHash('sha256')
    .update(new X509Certificate(readFileSync(server.anchor)).raw)
    .digest('hex');
  await shell.goTo('enrolment');
  await importProfile(page, server.profile({ name: 'Golden CA 金色机构', challenge }));
  await enrolling.apply.click();
  await choose(enrolling.dialog.getByRole('radio', { name: '金色机构' }));
  await visit('est, host not confirmed');
  await enrolling.button(enrolment.confirm).click();
  await enrolling.field(enrolment.host.label).fill('127.0.0.1');
  await page.keyboard.press('Enter');
  await enrolling.profile('金色机构').getByText(enrolment.verified).waitFor();
  await enrolling.startAt('金色机构');
  await enrolling.button(est.trust.look).waitFor();
  await visit('est, authority unknown');
  await enrolling.button(est.trust.look).click();
  await enrolling.field(est.trust.digits).fill('12345678');
  await enrolling.button(est.trust.accept).click();
  await enrolling.dialog.locator('[data-error-code]').waitFor();
  await visit('est, fingerprint differs');
  await enrolling.field(est.trust.digits).fill(fingerprint.slice(0, 8));
  await enrolling.button(est.trust.accept).click();
  await enrolling.dialog.getByText(est.trust.accepted).waitFor();
  await visit('est, authority accepted');
  await enrolling.next.click();
  await choose(enrolling.dialog.getByRole('radio', { name: enrolment.wizard.token }));
  await enrolling.dialog.getByText(est.token.none).waitFor();
  await visit('est, no token');
  await choose(enrolling.dialog.getByRole('radio', { name: enrolment.wizard.vault }));
  await enrolling.next.click();
  await enrolling.checkBefore(() => visit('est, checks before'));
  await enrolling.dialog.getByRole('textbox').first().fill('张三');
  await enrolling.make.click();
  const passphrase = 'correct horse battery 主密码';
  await enrolling.field(words.vault.passphrase).fill(passphrase);
  await enrolling.field(words.vault.passphraseAgain).fill(passphrase);
  await enrolling.button(words.import.protectButton).click();
  await enrolling.button(est.send.submit).waitFor();
  await visit('est, codes');
  const enter = async () => {
    await enrolling.field('Reference number').fill('estuser');
    await enrolling.field('Authorisation code').fill('estpwd');
  };
  await enrolling.field('Reference number').fill('estuser');
  await enrolling.field('Authorisation code').fill('wrong');
  await enrolling.button(est.send.submit).click();
  await enrolling.dialog.locator('[data-error-code="code-refused"]').waitFor();
  await visit('est, code refused');
  await enter();
  await enrolling.button(est.send.submit).click();
  await enrolling.dialog.getByText(est.pending.title).waitFor();
  await visit('est, pending');
  await enrolling.button(common.done).click();
  await visit('est, room with a request that waits');
  for (;;) {
    await enrolling.ask(enrolling.request('张三')).click();
    await enter();
    await enrolling.button(est.send.askOnce).click();
    await enrolling.taken.or(enrolling.dialog.getByText(est.pending.title)).waitFor();
    if (await enrolling.taken.isVisible()) break;
    await enrolling.button(common.done).click();
  }
  await visit('est, issued');
  await enrolling.button(common.done).click();
  await visit('est, room when it is done');
}
