// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type EstTestServer, estServerUnavailable, startEstServer } from '../../../support/enrolment/est-server.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { call, importProfile, value } from '../../support/apps/in-page.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { choose } from '../../support/checks/choose.ts';

/** Server-side key generation (RFC 7030 §4.4). */
let server: EstTestServer;
const servers: EstTestServer[] = [];
const shared = shareApp('zh-CN', { theme: 'light' }, 'data', () => servers.map(({ processId }) => processId));
const passphrase = '我的主密码 long enough';
const challenge = [
  { id: 'reference', label: { 'zh-CN': '参考号', en: 'Reference number' }, secret: false },
  { id: 'code', label: { 'zh-CN': '授权码', en: 'Authorisation code' }, secret: true },
];

test.beforeAll(async () => {
  const reason = estServerUnavailable();
  test.skip(reason !== null, reason ?? '');
  server = await startEstServer(['-o']);
  servers.push(server);
});
test.afterAll(async () => {
  for (const each of servers) await each.stop();
});

test('[E04] [E02] [U02] the CA makes the key only once the warning is accepted, and the result says so', async () => {
  test.setTimeout(300_000);
  const { page, words, shell, enrolling, detail } = shared.pages;
  const { servers: est, enrolment } = words;
  const key = est.authorityKey;
  const look = pictures('authority-key', 'zh-CN', async (screen) => axeCheck(page, screen));
  const take = async (screen: string) => look(page, screen);
  await shell.goTo('enrolment');
  const anchor = readFileSync(server.anchor, 'utf8');
  await importProfile(page, server.profile({ name: '金色机构', challenge, anchor }));
  await enrolling.act(enrolling.profile('金色机构'), 'confirm').click();
  await enrolling.field(enrolment.host.label).fill('127.0.0.1');
  await page.keyboard.press('Enter');
  await enrolling.profile('金色机构').getByText(enrolment.verified).waitFor();
  await enrolling.startAt('金色机构');
  await enrolling.next.click();
  const option = (name: string) => enrolling.dialog.getByRole('radio', { name });
  await expect(option(enrolment.wizard.vault)).toBeChecked();
  await expect(enrolling.dialog).not.toContainText(key.title);
  // Arrow up on the first option selects the last.
  await option(enrolment.wizard.vault).focus();
  await page.keyboard.press('ArrowUp');
  await expect(option(key.option)).toBeChecked();
  await expect(enrolling.dialog.getByRole('alert')).toContainText(key.title);
  await expect(enrolling.dialog.getByRole('alert')).toContainText(key.text);
  await expect(enrolling.next).toBeDisabled();
  await take('warned');
  await enrolling.dialog.getByRole('checkbox', { name: key.accept }).focus();
  await page.keyboard.press('Space');
  await expect(enrolling.next).toBeEnabled();
  await take('agreed');
  await enrolling.next.click();
  await enrolling.checkBefore();
  await enrolling.field('姓名').fill('张三');
  expect(server.log()).not.toContain('serverkeygen');
  await enrolling.button(key.make).click();
  await enrolling.field(words.vault.passphrase).fill(passphrase);
  await enrolling.field(words.vault.passphraseAgain).fill(passphrase);
  await enrolling.button(words.import.protectButton).click();
  await expect(enrolling.dialog).toContainText(key.lead.replace('{{host}}', '127.0.0.1'));
  await take('codes');
  await enrolling.field('参考号').fill('estuser');
  await enrolling.field('授权码').fill('estpwd');
  await enrolling.button(est.send.submit).click();
  await expect(enrolling.taken).toBeVisible();
  await expect(enrolling.dialog).toContainText(key.arrived);
  await take('arrived');
  await enrolling.button(words.common.done).click();
  await expect(enrolling.request('张三')).toContainText(enrolment.state.done);
  await enrolling.act(enrolling.request('张三'), 'view').click();
  await detail.heading('张三').waitFor();
  await expect(page.getByText(words.detail.keyKnown)).toBeVisible();
  await detail.tab('tabDetails').click();
  await expect(page.getByText(words.detail.keyMadeByAuthority)).toBeVisible();
  await take('detail');
  expect({ issued: server.issued(), simpleenroll: server.log().includes('simpleenroll') }).toEqual({
    issued: 1,
    simpleenroll: false,
  });
});

test('[E04] [E02] a profile that has the CA make the key still asks for consent, and allows no token', async () => {
  const { page, words, shell, enrolling } = shared.pages;
  const { servers: est, enrolment } = words;
  const key = est.authorityKey;
  await shell.goTo('enrolment');
  const path = server.profile({ name: '要生成的机构', challenge, keyMadeBy: 'authority' });
  await importProfile(page, path);
  await enrolling.act(enrolling.profile('要生成的机构'), 'confirm').click();
  await enrolling.field(enrolment.host.label).fill('127.0.0.1');
  await page.keyboard.press('Enter');
  await enrolling.profile('要生成的机构').getByText(enrolment.verified).waitFor();
  await enrolling.startAt('要生成的机构');
  const fingerprint = createHash('sha256')
    .update(new X509Certificate(readFileSync(server.anchor)).raw)
    .digest('hex');
  await enrolling.acceptAuthority(fingerprint);
  await enrolling.next.click();
  await expect(enrolling.dialog.getByRole('radio', { name: key.option })).toBeChecked();
  await expect(enrolling.dialog.getByRole('radio', { name: enrolment.wizard.token })).toBeDisabled();
  await expect(enrolling.dialog).toContainText(key.noToken);
  await expect(enrolling.next).toBeDisabled();
  await pictures('authority-key-by-profile', 'zh-CN', async (screen) => axeCheck(page, screen))(page, 'by profile');
  // Choosing a different CA withdraws the consent.
  await choose(enrolling.dialog.getByRole('checkbox', { name: key.accept }));
  await enrolling.button(words.common.back).click();
  await enrolling.button(words.common.back).click();
  await choose(enrolling.dialog.getByRole('radio', { name: '金色机构' }));
  await choose(enrolling.dialog.getByRole('radio', { name: '要生成的机构' }));
  await enrolling.next.click();
  await enrolling.next.click();
  await expect(enrolling.dialog.getByRole('checkbox', { name: key.accept })).not.toBeChecked();
  await expect(enrolling.next).toBeDisabled();
  await page.keyboard.press('Escape');
});

test('[E04] [X03] the page cannot get a key made by the CA without consent or on a token', async () => {
  const { page } = shared.pages;
  const { profiles } = (await value(page, 'profiles.list', {})) as {
    profiles: { id: string; profile: { name: string } }[];
  };
  const profileId = profiles.find(({ profile }) => profile.name === '金色机构')?.id ?? '';
  const asked = { profileId, subject: 'CN=x', algorithm: null, place: null, token: null };
  for (const authorityKey of [{ accepted: false }, {}, true]) {
    expect(await call(page, 'requests.start', { ...asked, authorityKey })).toMatchObject({
      ok: false,
      error: { code: 'invalid-input' },
    });
  }
  const token = { tokenId: 'a'.repeat(64), pin: '1234', soPin: null, confirmedLastTry: false };
  const authorityKey = { accepted: true };
  expect(await call(page, 'requests.start', { ...asked, token, authorityKey })).toMatchObject({
    ok: false,
    error: { code: 'authority-key-place' },
  });
});
