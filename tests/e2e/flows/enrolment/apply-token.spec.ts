// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startCmpServer, type CmpTestServer } from '../../../support/enrolment/cmp-server.ts';
import { type EstTestServer, estServerUnavailable, startEstServer } from '../../../support/enrolment/est-server.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { openssl } from '../../../support/openssl/openssl.ts';
import { foundInFiles, textCanary } from '../../support/checks/canary.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importProfile, value } from '../../support/apps/in-page.ts';
import { isOfTheTest } from '../../support/apps/process-tree.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeSoftHsmHome } from '../../support/data/soft-hsm-home.ts';
import { choose } from '../../support/checks/choose.ts';

const softHsm = makeSoftHsmHome();
const servers: EstTestServer[] = [];
let cmp: CmpTestServer | null = null;
const shared = shareApp('zh-CN', { theme: 'light' }, 'data', () => [
  ...servers.map(({ processId }) => processId),
  ...(cmp?.processIds() ?? []),
]);

test.afterAll(async () => {
  for (const server of [...servers, ...(cmp === null ? [] : [cmp])]) await server.stop();
});

async function take(profile: object): Promise<void> {
  const { page, words, enrolling } = shared.pages;
  const file = path.join(shared.folder, 'profile.json');
  writeFileSync(file, JSON.stringify(profile));
  const { id } = await importProfile(page, file);
  await value(page, 'profiles.confirm', { id, typedHost: new URL((profile as { url: string }).url).hostname });
  await expect(enrolling.profile((profile as { name: string }).name)).toContainText(words.enrolment.verified);
}

async function chooseToken(): Promise<void> {
  const { words, enrolling } = shared.pages;
  await choose(enrolling.dialog.getByRole('radio', { name: words.enrolment.wizard.token }));
  const token = enrolling.dialog.getByRole('radio', { name: softHsm().label });
  await expect(token).toBeEnabled();
  await choose(token);
}

test('[E02] [T01] a token that is not managed cannot be chosen, and the dialog says why', async () => {
  const { page, words, shell, enrolling } = shared.pages;
  await shell.goTo('enrolment');
  const anchor = readFileSync(testAuthority(shared.folder).certificate, 'utf8');
  await take({ name: '信函机构', protocol: 'manual', url: 'https://ca.example.com/', keyTypes: ['ec-p256'], anchor });
  await enrolling.startAt('信函机构');
  await choose(enrolling.dialog.getByRole('radio', { name: words.enrolment.wizard.token }));
  await expect(enrolling.dialog.getByRole('radio', { name: softHsm().label })).toBeDisabled();
  await expect(enrolling.dialog).toContainText(words.servers.token.notManaged);
  await expect(enrolling.next).toBeDisabled();
  await page.keyboard.press('Escape');
  const { tokens } = (await value(page, 'tokens.list', { refresh: true })) as {
    tokens: { id: string; label: string }[];
  };
  const tokenId = tokens.find(({ label }) => label === softHsm().label)?.id;
  await value(page, 'tokens.manage', { tokenId, on: true });
});

test('[E02] [E05] [T04] [T06] a manual request takes one PIN entry, and a wrong PIN is refused', async () => {
  const { page, words, enrolling } = shared.pages;
  await enrolling.startAt('信函机构');
  await chooseToken();
  await enrolling.next.click();
  await enrolling.checkBefore();
  await enrolling.field('姓名').fill('张三');
  await enrolling.next.click();
  await expect(enrolling.dialog).toContainText(words.tokenWork.generate.warnTitle);
  await enrolling.field('PIN').fill('00000000');
  await page.keyboard.press('Enter');
  await expect(enrolling.dialog.locator('[data-error-code="wrong-pin"]')).toBeVisible();
  await expect(enrolling.field('PIN')).toHaveValue('');
  await enrolling.field('PIN').fill(softHsm().pin);
  await page.keyboard.press('Enter');
  await expect(enrolling.made).toBeVisible();
  const pem = await enrolling.field(words.tokenWork.csr.pem).inputValue();
  const csr = path.join(shared.folder, 'token.csr');
  writeFileSync(csr, pem);
  const shown = openssl(['req', '-in', csr, '-noout', '-verify', '-subject', '-nameopt', 'utf8']).toString();
  expect(shown).toContain('张三');
  await enrolling.button(words.common.done).click();
  await expect(enrolling.request('张三')).toContainText('USB Key');
  // The vault got no key and so needs no protector.
  expect(await value(page, 'vault.status', {})).toMatchObject({ keys: 0 });
  // A reply from a CA that the profile doesn't name, with that CA's certificate.
  const stranger = testAuthority(shared.folder, { subject: '/CN=Somebody else' });
  await shared.app.answerOpenDialog([stranger.p7b(stranger.issue(csr, 'foreign'))]);
  await enrolling.act(enrolling.request('张三'), 'reply').click();
  await enrolling.button(words.enrolment.answer.choose).click();
  await expect(enrolling.problem('path-invalid')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('[E02] [E04] [T06] an EST application keeps its key on the token and its certificate in the vault', async () => {
  const reason = estServerUnavailable();
  test.skip(reason !== null, reason ?? '');
  const { page, words, enrolling } = shared.pages;
  const server = await startEstServer(['-o']);
  servers.push(server);
  const anchor = readFileSync(server.anchor, 'utf8');
  await take({ name: '金色 EST', protocol: 'est', url: server.url, keyTypes: ['ec-p256', 'rsa-2048'], anchor });
  await enrolling.startAt('金色 EST');
  await expect(enrolling.dialog).toContainText(words.servers.trust.profile);
  await enrolling.next.click();
  await chooseToken();
  await enrolling.dialog.getByLabel(words.enrolment.wizard.algorithm).selectOption('rsa-2048');
  await enrolling.next.click();
  await enrolling.checkBefore();
  await enrolling.field('姓名').fill('李四');
  await enrolling.next.click();
  await enrolling.field('PIN').fill(softHsm().pin);
  await page.keyboard.press('Enter');
  // The server, not the profile, demands a code.
  await enrolling.button(words.servers.send.submit).click();
  await expect(enrolling.dialog.locator('[data-error-code="code-missing"]')).toBeVisible();
  await enrolling.field(words.servers.send.user).fill('estuser');
  await enrolling.field(words.servers.send.code).fill('estpwd');
  await page.keyboard.press('Enter');
  await expect(enrolling.taken).toBeVisible();
  await expect(enrolling.dialog).toContainText(words.enrolment.answer.doneToken);
  await enrolling.button(words.common.done).click();
  await expect(enrolling.request('李四')).toContainText(words.enrolment.state.done);
  expect(await value(page, 'vault.status', {})).toMatchObject({ keys: 0 });
  expect(server.issued()).toBe(1);
});

test('[E02] [E09] [T06] a request signed on the token is sent over CMP unchanged', async () => {
  const { page, words, enrolling } = shared.pages;
  const server = await startCmpServer();
  cmp = server;
  isOfTheTest(server.url);
  const anchor = readFileSync(server.anchor, 'utf8');
  const profile = { name: '银色 CMP', protocol: 'cmp', url: server.url, keyTypes: ['rsa-2048'], cmpMessage: 'ir' };
  await take({ ...profile, anchor });
  await enrolling.startAt('银色 CMP');
  await enrolling.next.click();
  await chooseToken();
  await enrolling.next.click();
  await enrolling.checkBefore();
  await enrolling.field('姓名').fill('王五');
  await enrolling.next.click();
  await enrolling.field('PIN').fill(softHsm().pin);
  await page.keyboard.press('Enter');
  await enrolling.field(words.servers.send.reference).fill(server.reference);
  await enrolling.field(words.servers.send.code).fill(server.code);
  await page.keyboard.press('Enter');
  await expect(enrolling.taken).toBeVisible();
  await expect(enrolling.dialog).toContainText(words.enrolment.answer.doneToken);
  await enrolling.button(words.common.done).click();
  expect(await value(page, 'vault.status', {})).toMatchObject({ keys: 0 });
  // p10cr and certConf (RFC 9810 §5.1.2).
  expect(server.received).toEqual([4, 24]);
});

test('[X04] [T04] the app’s files contain neither the PIN nor the code', () => {
  const canaries = [textCanary('the PIN', softHsm().pin), textCanary('the code', 'estpwd')];
  expect(foundInFiles(canaries, shared.dataFolder)).toEqual([]);
});
