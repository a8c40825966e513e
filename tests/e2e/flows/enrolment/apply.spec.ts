// SPDX-License-Identifier: Apache-2.0
import { createPrivateKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { testAuthority, type TestAuthority } from '../../../support/enrolment/test-authority.ts';
import { openssl } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { bytesCanary, found, foundInFiles, textCanary } from '../../support/checks/canary.ts';
import { expect, test } from '../../support/fixtures.ts';
import { call, dropFiles, value } from '../../support/apps/in-page.ts';
import { heapOfPage, textOfPage } from '../../support/checks/page-memory.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { choosePlace } from '../../pages/dialogs/choose-place.ts';
import { choose } from '../../support/checks/choose.ts';

const shared = shareApp('zh-CN', { theme: 'light' });
const passphrase = '我的主密码 long enough';
const bank = { name: '金色机构', protocol: 'manual', url: 'https://xn--fiq228c.example.com/csr' };
let authority: TestAuthority;
let csr = '';

test.beforeAll(() => {
  authority = testAuthority(shared.folder);
});

test('[E01] [U06] the empty screen explains what a profile is and offers examples, labelled as such', async () => {
  const { pages } = shared;
  const { page, words, shell, enrolling } = pages;
  await shell.goTo('enrolment');
  await expect(enrolling.teaching).toContainText(words.enrolment.none.examplesNote);
  await expect(enrolling.teaching.getByRole('listitem')).toHaveCount(4);
  await enrolling.example('EST').focus();
  await page.keyboard.press('Enter');
  await expect(enrolling.profile('EST')).toContainText(words.enrolment.protocolHelp.est);
  await expect(enrolling.profile('EST')).toContainText(words.enrolment.unverified);
});

test('[E01] [U02] an imported profile shows both forms of its host, unverified until it is typed', async () => {
  const { folder, pages } = shared;
  const { page, words, enrolling } = pages;
  const { enrolment } = words;
  const file = path.join(folder, 'bank.json');
  writeFileSync(file, '{"name":');
  await enrolling.addProfile.click();
  await shared.app.person.openFiles([file]);
  await enrolling.button(enrolment.add.choose).click();
  await expect(enrolling.dialog.locator('[data-error-code="profile-invalid"]')).toBeVisible();
  writeFileSync(file, JSON.stringify(bank));
  await shared.app.person.openFiles([file]);
  await enrolling.button(enrolment.add.choose).click();
  await expect(enrolling.dialog).toHaveCount(0);
  const row = enrolling.profile(bank.name);
  await expect(row).toContainText('中文.example.com');
  await expect(row).toContainText('xn--fiq228c.example.com');
  await enrolling.act(row, 'confirm').click();
  await expect(enrolling.dialog).not.toContainText('example.com');
  await page.keyboard.type('中丈.example.com');
  await page.keyboard.press('Enter');
  await expect(enrolling.dialog.locator('[data-error-code="host-mismatch"]')).toBeVisible();
  await enrolling.dialog.getByLabel(enrolment.host.label).fill('中文.example.com');
  await page.keyboard.press('Enter');
  await expect(enrolling.dialog).toHaveCount(0);
  await expect(row).toContainText(enrolment.verified);
});

test('[E02] [E05] [X04] the wizard explains invalid fields, then makes a request that openssl reads', async () => {
  const { folder, pages } = shared;
  const { page, words, enrolling } = pages;
  await value(page, 'profiles.addExample', { protocol: 'cmp' });
  await enrolling.apply.click();
  await choose(enrolling.dialog.getByRole('radio', { name: 'CMP' }));
  await expect(enrolling.dialog).toContainText(words.enrolment.unverifiedTitle);
  await expect(enrolling.next).toBeDisabled();
  await page.keyboard.press('Escape');
  await enrolling.applyTo(bank.name, { 姓名: '', '国家或地区的两字母代码（可不填）': '中国' }, null);
  await expect(enrolling.dialog).toContainText(words.enrolment.subject.required);
  await expect(enrolling.dialog).toContainText(words.enrolment.subject.country);
  await page.keyboard.press('Escape');
  await expect(enrolling.request('CN=')).toHaveCount(0);
  const values = { 姓名: '张三, "老大"', '国家或地区的两字母代码（可不填）': 'cn' };
  await enrolling.applyTo(bank.name, values, passphrase);
  await expect(enrolling.made).toBeVisible();
  await expect(enrolling.dialog).toContainText('中文.example.com');
  csr = path.join(folder, 'request.csr');
  await enrolling.button(words.tokenWork.csr.save).click();
  await choosePlace(enrolling.dialog, words, csr);
  await enrolling.button(words.common.save).click();
  await expect(enrolling.dialog.getByText(words.tokenWork.csr.savedTo)).toBeVisible();
  const shown = openssl(['req', '-in', csr, '-noout', '-verify', '-subject', '-nameopt', 'sep_multiline,utf8']);
  expect(shown.toString()).toMatch(/C=CN\n\s*CN=张三, \\?"老大/);
  await enrolling.button(words.common.done).click();
  await expect(enrolling.dialog).toHaveCount(0);
  const heap = await heapOfPage(page);
  expect(heap.includes('xn--fiq228c.example.com')).toBe(true);
  expect(found([textCanary('the passphrase', passphrase)], 'the heap', Buffer.from(heap))).toEqual([]);
});

test('[E03] a request survives a restart with the same text', async () => {
  const { page, words, shell, enrolling } = await shared.restart();
  await shell.goTo('enrolment');
  await expect(enrolling.request('张三')).toContainText(words.enrolment.state.pending);
  await expect(enrolling.request('张三')).toContainText(words.enrolment.today);
  await enrolling.act(enrolling.request('张三'), 'show').click();
  const text = await enrolling.dialog.getByLabel(words.tokenWork.csr.pem).inputValue();
  expect(text.trim()).toBe(readFileSync(csr, 'utf8').trim());
  await page.keyboard.press('Escape');
});

test('[E05] a foreign certificate and an expired one are refused with reasons, and the request stays', async () => {
  const { app, folder, pages } = shared;
  const { page, words, enrolling } = pages;
  const { answer, state } = words.enrolment;
  const foreign = path.join(folder, 'foreign.pem');
  const own = ['-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', path.join(folder, 'k'), '-subj', '/CN=x'];
  openssl(['req', ...own, '-out', foreign]);
  await enrolling.act(enrolling.request('张三'), 'reply').click();
  await app.answerOpenDialog([foreign]);
  await enrolling.button(answer.choose).click();
  await expect(enrolling.dialog.locator('[data-error-code="response-mismatch"]')).toBeVisible();
  await app.answerOpenDialog([authority.issue(csr, 'past', { dates: ['20240101000000Z', '20250101000000Z'] })]);
  await enrolling.button(answer.choose).click();
  await expect(enrolling.problem('expired')).toBeVisible();
  await expect(enrolling.button(answer.accept)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(enrolling.request('张三')).toContainText(answer.problem.expired);
  await expect(enrolling.request('张三')).toContainText(state.pending);
  expect(await value(page, 'vault.status', {})).toMatchObject({ certificates: 0, keys: 1 });
});

test('[E05] [E06] a certificate with another name is imported only once accepted, and then has its key', async () => {
  const { app, pages } = shared;
  const { page, words, enrolling, list, detail } = pages;
  const { answer } = words.enrolment;
  await enrolling.act(enrolling.request('张三'), 'reply').click();
  await app.answerOpenDialog([authority.p7b(authority.issue(csr, 'other', { subject: '/CN=051@张三@1/C=CN' }))]);
  await enrolling.button(answer.choose).click();
  await expect(enrolling.problem('other-names')).toBeVisible();
  await expect(enrolling.dialog).toContainText('051@张三@1');
  await expect(enrolling.button(answer.accept)).toBeDisabled();
  await enrolling.dialog.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await enrolling.button(answer.accept).click();
  await expect(enrolling.taken).toBeVisible();
  await expect(enrolling.dialog).toContainText(answer.doneOther);
  // The untrusted root is reported beside the next steps.
  await expect(enrolling.dialog).toContainText(words.trust.path.untrusted.split('{{root}}')[0] ?? '');
  await pictures('reply-taken', 'zh-CN')(page, 'taken');
  await axeCheck(page, 'reply taken');
  await expect(enrolling.button(answer.backUp)).toBeVisible();
  await enrolling.button(answer.install).click();
  await expect(page.getByRole('dialog', { name: words.install.title })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(enrolling.request('张三')).toContainText(words.enrolment.state.done);
  await enrolling.act(enrolling.request('张三'), 'view').click();
  await detail.heading('张三').waitFor();
  await expect(list.row('张三')).not.toContainText(words.list.keyMissing);
});

test('[E05] [E03] an ordinary import recognises the reply and names the profile of its request', async () => {
  const { folder, pages } = shared;
  const { page, words, shell, enrolling, importing } = pages;
  await shell.goTo('enrolment');
  await enrolling.applyTo(bank.name, { 姓名: '李四' }, null);
  await expect(enrolling.made).toBeVisible();
  const second = path.join(folder, 'second.csr');
  writeFileSync(second, await enrolling.dialog.getByLabel(words.tokenWork.csr.pem).inputValue());
  await enrolling.button(words.common.done).click();
  await dropFiles(page, [authority.issue(second, 'second')]);
  await importing.commit.click();
  await expect(importing.dialog).toContainText(words.enrolment.settled.done.replace('{{name}}', bank.name));
  await importing.done.click();
  await expect(enrolling.request('李四')).toContainText(words.enrolment.state.done);
});

test('[E05] [X04] the generated key is neither in the page nor unencrypted in the files', async () => {
  const { dataFolder, folder, pages } = shared;
  const { requests } = (await value(pages.page, 'requests.list', {})) as { requests: { certificate: string }[] };
  const passphraseFile = path.join(folder, 'passphrase');
  writeFileSync(passphraseFile, passphrase, { mode: 0o600 });
  const p12 = path.join(folder, 'pair.p12');
  const secrets = ['--passphrase-file', passphraseFile, '--password-file', passphraseFile];
  const words = ['export', requests.at(-1)?.certificate ?? '', '--format', 'p12', '-o', p12, '--vault', dataFolder];
  expect(await runCli([...words, ...secrets])).toMatchObject({ code: 0 });
  const pem = openssl(['pkcs12', '-in', p12, '-passin', `file:${passphraseFile}`, '-nodes', '-nocerts']);
  const scalar = Buffer.from(createPrivateKey(pem).export({ format: 'jwk' }).d ?? '', 'base64url');
  expect(scalar).toHaveLength(32);
  const canaries = [bytesCanary('the private key', scalar)];
  const [text, heap] = [await textOfPage(pages.page), await heapOfPage(pages.page)];
  // Proves that the search finds what the page holds.
  expect([text, heap].map((held) => held.includes('xn--fiq228c.example.com'))).toEqual([true, true]);
  expect(found(canaries, 'the page', Buffer.from(text))).toEqual([]);
  expect(found(canaries, 'the heap', Buffer.from(heap))).toEqual([]);
  expect(foundInFiles(canaries, dataFolder)).toEqual([]);
});

test('[E01] a web profile opens the guide with its address and steps, and waits until it is cancelled', async () => {
  const { page, words, enrolling, guiding } = shared.pages;
  await value(page, 'profiles.addExample', { protocol: 'web' });
  await enrolling.apply.click();
  await choose(enrolling.dialog.getByRole('radio', { name: '示例银行（网页）' }));
  await expect(enrolling.dialog).toContainText(words.enrolment.unverifiedTitle);
  await enrolling.next.click();
  await expect(guiding.main).toContainText(words.guide.notCompared);
  await expect(guiding.step('site').getByLabel(words.bankSite.address)).toHaveValue('https://ca.example.com/apply');
  for (const text of ['ca.example.com', '参考号和授权码', '+86 10 0000 0000'])
    await expect(guiding.main).toContainText(text);
  // For an address not yet compared, no connection test is offered.
  await guiding.main.locator('[data-finding="key-by-page"]').waitFor();
  await expect(guiding.main.locator('[data-ask-server]')).toHaveCount(0);
  // Without a browser to open the address, the button is called Save.
  const inSite = (name: string) => guiding.step('site').getByRole('button', { name, exact: true });
  await expect(inSite(words.common.save).or(inSite(words.bankSite.open))).toBeDisabled();
  await guiding.watchFolder(path.join(shared.folder, 'nowhere', 'below'));
  await expect(guiding.main.locator('[data-error-code="file-unreadable"]')).toBeVisible();
  await guiding.watchFolder(shared.folder);
  await guiding.watching(shared.folder).waitFor();
  await guiding.back.click();
  await expect(enrolling.waits('示例银行（网页）')).toContainText(words.webEnrolments.waitingItem);
  await enrolling.act(enrolling.waits('示例银行（网页）'), 'cancel').click();
  await expect(enrolling.waits('示例银行（网页）')).toHaveCount(0);
});

test('[E11] a bank without a profile is typed once, and its guide resumes, up to a phone reminder', async () => {
  const { page, words, enrolling, guiding, unlocking } = shared.pages;
  await enrolling.apply.click();
  await enrolling.button(words.bankSite.another).click();
  await guiding.tick('ready');
  // Banks that were typed or imported earlier are offered too.
  await guiding.main.getByLabel(words.bankSite.known).selectOption({ label: words.bankSite.another });
  await guiding.typeBank({ name: '海川银行', site: 'ebank.haichuan.example', phone: '95xxx' });
  // Confirming an address needs the vault, which the restart locked.
  await unlocking.withPassphrase(passphrase);
  await expect(guiding.now).toHaveAttribute('data-step', 'site');
  await guiding.tick('site');
  await guiding.tick('sign-in');
  await expect(guiding.step('find')).toContainText(words.guide.path.mark);
  await guiding.back.click();
  await enrolling.act(enrolling.waits('海川银行'), 'goOn').click();
  await expect(guiding.now).toHaveAttribute('data-step', 'find');
  await guiding.button(words.guide.notFound).click();
  await expect(guiding.step('find').getByRole('alert')).toContainText('95xxx');
  await guiding.button(words.guide.phoneOnly).click();
  await guiding.main.getByLabel(words.watched.name, { exact: true }).fill('张三 手机银行');
  await guiding.main.getByLabel(words.guide.mobile.lastDay, { exact: true }).fill('2027-11-28');
  await guiding.button(words.guide.mobile.add).click();
  await page.getByRole('row').filter({ hasText: '张三 手机银行' }).getByText(words.renewalList.way.reminder).waitFor();
});

test('[E03] deleting a pending request needs a typed word and deletes its key', async () => {
  const { page, words, enrolling } = shared.pages;
  const { deleting } = words.enrolment;
  await enrolling.applyTo(bank.name, { 姓名: '王五' }, null);
  await enrolling.button(words.common.done).click();
  await enrolling.act(enrolling.request('王五'), 'delete').click();
  await expect(enrolling.button(deleting.go)).toBeDisabled();
  await page.keyboard.type(deleting.word);
  const keys = async () => ((await value(page, 'vault.status', {})) as { keys: number }).keys;
  const before = await keys();
  await page.keyboard.press('Enter');
  await expect(enrolling.request('王五')).toHaveCount(0);
  expect(await keys()).toBe(before - 1);
});

test('[E01] the page cannot make a request with a web profile or an unconfirmed one', async () => {
  const { page } = shared.pages;
  const { profiles } = (await value(page, 'profiles.list', {})) as {
    profiles: { id: string; profile: { protocol: string } }[];
  };
  const [web, cmp] = ['web', 'cmp'].map((protocol) => profiles.find(({ profile }) => profile.protocol === protocol));
  const wanted = { subject: 'CN=x', algorithm: null, place: null, purpose: 'apply', renews: null };
  const start = async (profileId: string | undefined) =>
    call(page, 'requests.start', { profileId, ...wanted, token: null });
  expect(await start(web?.id)).toMatchObject({ ok: false, error: { code: 'protocol-unsupported' } });
  expect(await start(cmp?.id)).toMatchObject({ ok: false, error: { code: 'not-confirmed' } });
});
