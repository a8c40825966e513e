// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type EstTestServer, estServerUnavailable, startEstServer } from '../../../support/enrolment/est-server.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { found, foundInFiles, textCanary } from '../../support/checks/canary.ts';
import { expect, test } from '../../support/fixtures.ts';
import { call, importProfile, value } from '../../support/apps/in-page.ts';
import { activate, tabTo } from '../../support/people/keyboard.ts';
import { heapOfPage, textOfPage } from '../../support/checks/page-memory.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { choose } from '../../support/checks/choose.ts';

const servers: EstTestServer[] = [];
const shared = shareApp('zh-CN', { theme: 'light' }, 'data', () => servers.map(({ processId }) => processId));
const passphrase = '我的主密码 long enough';
const bothCodes = [
  { id: 'reference', label: { 'zh-CN': '参考号', en: 'Reference number' }, secret: false },
  { id: 'code', label: { 'zh-CN': '授权码', en: 'Authorisation code' }, secret: true },
];
let prompt: EstTestServer;
let slow: EstTestServer;

function sha256(file: string): string {
  return createHash('sha256')
    .update(new X509Certificate(readFileSync(file)).raw)
    .digest('hex');
}

interface Taken {
  readonly locked?: boolean;
  /** PEM of the CA that the profile names. */
  readonly anchor?: string;
}

async function take(name: string, server: EstTestServer, { locked = false, ...more }: Taken = {}): Promise<void> {
  const { page, words, enrolling, unlocking } = shared.pages;
  const file = server.profile({ name, challenge: bothCodes, ...more });
  await importProfile(page, file);
  await enrolling.act(enrolling.profile(name), 'confirm').click();
  await enrolling.field(words.enrolment.host.label).fill('127.0.0.1');
  await page.keyboard.press('Enter');
  if (locked) {
    await unlocking.passphrase.fill(passphrase);
    await page.keyboard.press('Enter');
  }
  await expect(enrolling.profile(name)).toContainText(words.enrolment.verified);
}

test.beforeAll(async () => {
  const reason = estServerUnavailable();
  test.skip(reason !== null, reason ?? '');
  for (const options of [['-o'], ['-o', '-m', '2']]) servers.push(await startEstServer(options));
  [prompt, slow] = servers as [EstTestServer, EstTestServer];
});
test.afterAll(async () => {
  for (const server of servers) await server.stop();
});

test('[E04] [E02] no server is contacted before its host, or trusted before its CA is confirmed', async () => {
  const { page, words, shell, enrolling } = shared.pages;
  const { servers: est, enrolment } = words;
  await shell.goTo('enrolment');
  await importProfile(page, prompt.profile({ name: '金色 EST', challenge: bothCodes }));
  await enrolling.apply.click();
  await choose(enrolling.dialog.getByRole('radio', { name: '金色 EST' }));
  await expect(enrolling.dialog).toContainText(enrolment.unverifiedTitle);
  await expect(enrolling.next).toBeDisabled();
  await enrolling.button(enrolment.confirm).click();
  await enrolling.field(enrolment.host.label).fill('127.0.0.1');
  await page.keyboard.press('Enter');
  await expect(enrolling.profile('金色 EST')).toContainText(enrolment.verified);
  await enrolling.startAt('金色 EST');
  await expect(enrolling.dialog).toContainText('127.0.0.1');
  await expect(enrolling.dialog).toContainText(est.trust.unknown);
  await expect(enrolling.next).toBeDisabled();
  const before = prompt.log().length;
  await enrolling.button(est.trust.look).click();
  const print = sha256(prompt.anchor).toUpperCase();
  await expect(enrolling.dialog).toContainText(`••••••••${print.slice(8)}`);
  // Only the server's CA certificates were requested.
  expect(prompt.log().slice(before)).not.toContain('simpleenroll');
  await enrolling.field(est.trust.digits).fill('00000000');
  await page.keyboard.press('Enter');
  await expect(enrolling.dialog.locator('[data-error-code="fingerprint-differs"]')).toBeVisible();
  await enrolling
    .field(est.trust.digits)
    .fill(`${sha256(prompt.anchor).slice(0, 4)} ${sha256(prompt.anchor).slice(4, 8)}`);
  await page.keyboard.press('Enter');
  await expect(enrolling.dialog).toContainText(est.trust.accepted);
  await page.keyboard.press('Escape');
});

test('[E04] [E02] a wrong code is explained, a pasted one loses its spaces and is accepted', async () => {
  const { page, words, enrolling, list, detail } = shared.pages;
  const { servers: est, enrolment } = words;
  await enrolling.startAt('金色 EST');
  await enrolling.next.click();
  await enrolling.next.click();
  await enrolling.checkBefore();
  await enrolling.field('姓名').fill('张三');
  await enrolling.make.click();
  await enrolling.field(words.vault.passphrase).fill(passphrase);
  await enrolling.field(words.vault.passphraseAgain).fill(passphrase);
  await enrolling.button(words.import.protectButton).click();
  await expect(enrolling.dialog).toContainText('127.0.0.1');
  const submit = enrolling.button(est.send.submit);
  await expect(submit).toBeDisabled();
  await enrolling.field('参考号').fill('ｅｓｔｕｓｅｒ');
  await enrolling.field('授权码').fill('Canary-wrong-7f3a');
  await expect(enrolling.field('授权码')).toHaveAttribute('type', 'password');
  await page.keyboard.press('Enter');
  await expect(enrolling.dialog.locator('[data-error-code="code-refused"]')).toBeVisible();
  await expect(enrolling.field('授权码')).toHaveValue('');
  await enrolling.field('授权码').focus();
  await enrolling.field('授权码').evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', ' est ｐｗ\u200bd\n');
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  });
  await expect(enrolling.field('授权码')).toHaveValue('estpwd');
  await submit.click();
  await expect(enrolling.taken).toBeVisible();
  await expect(enrolling.dialog).toContainText(enrolment.answer.donePath);
  expect(prompt.issued()).toBe(1);
  await enrolling.button(enrolment.answer.install).click();
  await expect(page.getByRole('dialog', { name: words.install.title })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(enrolling.request('张三')).toContainText(enrolment.state.done);
  await enrolling.act(enrolling.request('张三'), 'view').click();
  await detail.heading('张三').waitFor();
  await expect(list.row('张三')).not.toContainText(words.list.keyMissing);
});

test('[E04] [E03] a pending request shows its next poll and asks for the code again after a restart', async () => {
  await shared.pages.shell.goTo('enrolment');
  await take('慢的 EST', slow);
  const before = shared.pages;
  await before.enrolling.startAt('慢的 EST');
  await before.enrolling.acceptAuthority(sha256(slow.anchor));
  await before.enrolling.next.click();
  await before.enrolling.next.click();
  await before.enrolling.checkBefore();
  await before.enrolling.field('姓名').fill('李四');
  await before.enrolling.make.click();
  // The key is generated, but nothing is sent.
  await before.enrolling.button(before.words.servers.send.later).click();
  await expect(before.enrolling.request('李四')).toContainText(before.words.servers.next.notAccepted);
  const { page, words, shell, enrolling } = await shared.restart();
  const { servers: est } = words;
  await shell.goTo('enrolment');
  await enrolling.ask(enrolling.request('李四')).click();
  await enrolling.field('参考号').fill('estuser');
  await enrolling.field('授权码').fill('estpwd');
  await page.keyboard.press('Enter');
  await expect(enrolling.dialog).toContainText(est.pending.title);
  await enrolling.button(words.common.done).click();
  await expect(enrolling.request('李四')).toContainText(/\d\d:\d\d 之后自动查询/);
  await expect(async () => {
    await enrolling.ask(enrolling.request('李四')).click();
    await enrolling.field('参考号').fill('estuser');
    await enrolling.field('授权码').fill('estpwd');
    await page.keyboard.press('Enter');
    await expect(enrolling.taken.or(enrolling.dialog.getByText(est.pending.title))).toBeVisible();
    const came = await enrolling.taken.isVisible();
    await enrolling.button(words.common.done).click();
    expect(came).toBe(true);
  }).toPass();
  await expect(enrolling.request('李四')).toContainText(words.enrolment.state.done);
  expect(slow.issued()).toBe(1);
});

test('[E04] [E10] a CA certificate from a file is accepted, and one of another CA stops the request', async () => {
  const { app, folder, pages } = shared;
  const { words, enrolling } = pages;
  const { servers: est } = words;
  await take('文件 EST', prompt, { locked: true });
  await enrolling.startAt('文件 EST');
  const stranger = testAuthority(folder).certificate;
  await app.answerOpenDialog([stranger]);
  await enrolling.button(est.trust.file).click();
  await expect(enrolling.dialog).toContainText(est.trust.accepted);
  await enrolling.next.click();
  await enrolling.next.click();
  const before = prompt.log().length;
  await enrolling.askServer.click();
  await expect(enrolling.finding('server-other-authority')).toContainText('CN=EST CA');
  await expect(enrolling.next).toBeDisabled();
  expect(prompt.log().slice(before)).not.toMatch(/GET|POST|Authorization|simpleenroll/);
  await shared.pages.page.keyboard.press('Escape');
  await enrolling.startAt('文件 EST');
  await enrolling.button(est.trust.again).click();
  await expect(enrolling.dialog).toContainText(est.trust.unknown);
  await app.answerOpenDialog([prompt.anchor]);
  await enrolling.button(est.trust.file).click();
  await expect(enrolling.dialog.getByText('EST CA', { exact: true })).toBeVisible();
  await enrolling.next.click();
  await enrolling.dialog.getByLabel(words.enrolment.wizard.algorithm).selectOption('rsa-2048');
  await enrolling.next.click();
  await enrolling.checkBefore();
  await enrolling.field('姓名').fill('王五');
  await enrolling.make.click();
  await enrolling.field('参考号').fill('estuser');
  await enrolling.field('授权码').fill('estpwd');
  await enrolling.button(est.send.submit).click();
  await expect(enrolling.taken).toBeVisible();
  await enrolling.button(words.common.done).click();
});

test('[E10] [E03] a server under another CA is named and receives neither request nor code', async () => {
  test.setTimeout(120_000);
  const { folder, pages } = shared;
  const { page, words, enrolling } = pages;
  const { servers: est, preflight } = words;
  const name = '换人的 EST';
  const anchorOf = (file: string) => ({ anchor: readFileSync(file, 'utf8') });
  await take(name, prompt, anchorOf(prompt.anchor));
  await enrolling.startAt(name);
  await enrolling.next.click();
  await enrolling.next.click();
  await enrolling.checkBefore();
  await enrolling.field('姓名').fill('赵六');
  await enrolling.make.click();
  await enrolling.button(est.send.later).click();
  // Replaces the profile with one that names the CA in `file`.
  const nameAnother = async (file: string): Promise<void> => {
    const { profiles } = (await value(page, 'profiles.list', {})) as {
      profiles: { id: string; profile: { name: string } }[];
    };
    await value(page, 'profiles.remove', { id: profiles.find(({ profile }) => profile.name === name)?.id });
    await expect(enrolling.profile(name)).toHaveCount(0);
    await take(name, prompt, anchorOf(file));
  };
  await nameAnother(testAuthority(folder).certificate);

  await activate(page, enrolling.ask(enrolling.request('赵六')));
  await enrolling.field('参考号').fill('estuser');
  await enrolling.field('授权码').fill('estpwd');
  const before = prompt.log().length;
  const retry = enrolling.button(words.common.retry);
  // The second time, go to the button by Tab from wherever the focus is.
  for (const ask of [() => page.keyboard.press('Enter'), () => activate(page, retry)]) {
    await ask();
    await expect(enrolling.dialog.getByRole('alert')).toContainText(preflight.notSent);
    await expect(enrolling.finding('server-other-authority')).toContainText('CN=EST CA');
    // The code wasn't sent, so it is still in the field.
    await expect(enrolling.field('授权码')).toHaveValue('estpwd');
    await expect(enrolling.button(preflight.anyway)).toHaveCount(0);
  }
  await tabTo(page, enrolling.field('授权码'));
  await axeCheck(page, 'somebody else answers');
  await pictures('ask-first', 'zh-CN')(page, 'somebody else answers');
  expect(prompt.log().slice(before)).not.toMatch(/GET|POST|Authorization|simpleenroll/);
  await page.keyboard.press('Escape');
  await expect(enrolling.dialog).toHaveCount(0);

  await nameAnother(prompt.anchor);
  await enrolling.ask(enrolling.request('赵六')).click();
  await enrolling.field('参考号').fill('estuser');
  await enrolling.field('授权码').fill('estpwd');
  await page.keyboard.press('Enter');
  await expect(enrolling.taken).toBeVisible();
  await enrolling.button(words.common.done).click();
});

test('[E04] [X04] neither the page nor the files contain the codes', async () => {
  const { dataFolder, pages } = shared;
  const canaries = [textCanary('the code', 'estpwd'), textCanary('a wrong code', 'Canary-wrong-7f3a')];
  const [text, heap] = [await textOfPage(pages.page), await heapOfPage(pages.page)];
  expect([text, heap].map((held) => held.includes('127.0.0.1'))).toEqual([true, true]);
  expect(found(canaries, 'the page', Buffer.from(text))).toEqual([]);
  expect(found(canaries, 'the heap', Buffer.from(heap))).toEqual([]);
  expect(foundInFiles(canaries, dataFolder)).toEqual([]);
});

test('[E04] the page cannot contact a server whose host is not confirmed', async () => {
  const { page } = shared.pages;
  const file = path.join(shared.folder, 'unconfirmed.json');
  writeFileSync(file, JSON.stringify({ name: '未核实', protocol: 'est', url: prompt.url }));
  const { id } = await importProfile(page, file);
  const refusal = { ok: false, error: { code: 'not-confirmed' } };
  expect(await call(page, 'servers.look', { profileId: id })).toMatchObject(refusal);
  expect(await call(page, 'preflight.server', { profileId: id, contact: true })).toMatchObject(refusal);
  const input = { profileId: id, subject: 'CN=x', algorithm: null, place: null, token: null };
  expect(await call(page, 'requests.start', input)).toMatchObject(refusal);
});
