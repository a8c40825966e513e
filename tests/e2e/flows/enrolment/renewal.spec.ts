// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { estServerUnavailable, startEstServer, type EstTestServer } from '../../../support/enrolment/est-server.ts';
import { renewedIdentities } from '../../../support/enrolment/renewed-identities.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { chooseFiles } from '../../pages/tasks.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { value } from '../../support/apps/in-page.ts';
import { activate, watchPointer } from '../../support/people/keyboard.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeStoreHome } from '../../support/data/store-home.ts';
import { choose } from '../../support/checks/choose.ts';

let est: EstTestServer | undefined;
// Stop before the app closes, when its process tree, which includes this server, must have no sockets.
test.afterAll(async () => est?.stop());
makeStoreHome();
const shared = shareApp('en', { theme: 'light' });
const passphrase = '我的主密码 long enough';
const primary = 'primary1';
const missing = estServerUnavailable();
let take: ReturnType<typeof pictures>;
let old = '';
/** A certificate from a different CA, and the path of that CA's certificate. */
let elsewhere = { anchor: '', sha256: '' };

const file = (name: string, text: string): string => {
  const at = path.join(shared.folder, name);
  writeFileSync(at, text, { mode: 0o600 });
  return at;
};
async function cli(...argv: readonly string[]) {
  const answer = await runCli([...argv, '--json', '--vault', shared.dataFolder]);
  if (!answer.json?.ok) throw new Error(`${argv.join(' ')}: ${answer.stdout}${answer.stderr}`);
  return answer.json.value;
}
/** Names of the stores with this certificate. */
async function whereIs(sha256: string): Promise<string[]> {
  const { certificates } = await cli('stores', 'inventory');
  const row = (certificates as { sha256: string; places: { storeName: string }[] }[]).find(
    (each) => each.sha256 === sha256,
  );
  return (row?.places ?? []).map(({ storeName }) => storeName).toSorted();
}
const look = async (name: string): Promise<void> => {
  await axeCheck(shared.app.page, name);
  await take(shared.app.page, name);
};

/** A Firefox profile with a primary password, made by NSS's tool. */
function makeFirefox(): void {
  const root = path.join(process.env['HOME'] ?? '', '.mozilla/firefox');
  mkdirSync(path.join(root, 'abc.bank'), { recursive: true });
  writeFileSync(path.join(root, 'profiles.ini'), '[Profile0]\nName=bank\nIsRelative=1\nPath=abc.bank\nDefault=1\n');
  execFileSync('certutil', ['-N', '-d', `sql:${root}/abc.bank`, '-f', file('primary', `${primary}\n`)]);
}

test.beforeAll(async () => {
  test.skip(missing !== null, `${String(missing)} missing`);
  take = pictures('renewal');
  const server = await startEstServer();
  est = server;
  makeFirefox();
  const opened = ['--passphrase-file', file('passphrase', passphrase)];
  await cli('vault', 'init', ...opened);
  // The window, opened without a vault, finds it on this call and then follows its changes.
  await value(shared.app.page, 'vault.status', {});
  const anchor = readFileSync(server.anchor, 'utf8');
  const profile = server.profile({ name: '示例银行', anchor, keyTypes: ['ec-p256'], renewalDays: 365 });
  await cli('profiles', 'import', profile);
  await cli('profiles', 'confirm', '示例银行', '--host', '127.0.0.1', ...opened);
  const login = ['--reference', server.user, '--code-file', file('code', server.password)];
  ({ certificate: old } = await cli('enrol', '--profile', '示例银行', '--subject', 'CN=张三,C=CN', ...login));
  for (const to of ['chromium', 'firefox']) {
    const secret = to === 'firefox' ? ['--store-password-file', file('primary', primary)] : [];
    await cli('stores', 'install', old, '--to', to, ...opened, ...secret);
  }
  await nextSecond();
});
test('[E07] [E06] [U02] [U05] a store keeps the old certificate until its password is typed', async () => {
  test.setTimeout(300_000);
  const { page, words, list, detail, unlocking } = shared.pages;
  const { renewal } = words;
  const pointer = await watchPointer(page);
  const dialog = page.getByRole('dialog');
  await list.row('张三').press('Enter');
  await detail.heading('张三').waitFor();
  const renew = detail.pane.getByRole('button', { name: renewal.renew, exact: true });
  await renew.waitFor();
  await look('detail, renewal due');
  await activate(page, renew);
  await expect(dialog).toContainText('127.0.0.1');
  await expect(dialog).toContainText('Firefox (bank)');
  await look('renew, review');
  expect(est?.log()).not.toContain('simplereenroll');
  await activate(page, dialog.getByRole('button', { name: renewal.renew, exact: true }));
  await unlocking.passphrase.waitFor();
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  const go = dialog.getByRole('button', { name: renewal.places.go, exact: true });
  await go.waitFor();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Firefox (bank)' })).toContainText(renewal.todo.replace);
  await look('renew, places');
  await activate(page, go);
  await dialog.getByText(renewal.done.some).waitFor();
  await expect(dialog.locator('[data-outcome="replaced"]')).toContainText('Chromium');
  await expect(dialog.locator('[data-error-code="store-needs-password"]')).toBeVisible();
  await look('renew, some places');
  expect(await whereIs(old)).toEqual(['Firefox (bank)']);
  const password = dialog.getByRole('textbox').or(dialog.locator('input[type="password"]')).first();
  await password.waitFor();
  await password.focus();
  await page.keyboard.type(primary);
  await page.keyboard.press('Enter');
  await dialog.getByText(renewal.done.all).waitFor();
  await look('renew, done');
  expect(await whereIs(old)).toEqual([]);
  const { certificates } = await cli('list');
  const fresh = certificates.find((each: { status: string }) => each.status === 'expiring' || each.status === 'valid');
  expect(await whereIs(fresh.sha256)).toEqual(['Chromium', 'Firefox (bank)']);
  expect(est?.issued()).toBe(2);
  // No backup includes the renewed certificate yet, so the dialog offers one.
  await activate(page, dialog.getByRole('button', { name: words.backup.createNow, exact: true }));
  await page.getByRole('dialog', { name: words.backup.wizard.title, exact: true }).waitFor();
  await page.keyboard.press('Escape');
  expect(await pointer()).toBe(0);
});

test('[E07] [E06] importing the successor of an installed certificate offers to install it there', async () => {
  test.setTimeout(240_000);
  const { app, pages, folder } = shared;
  const { page, words, importing, list, detail } = pages;
  const { renewal } = words;
  const dialog = page.getByRole('dialog');
  const { authority, old: before, fresh } = renewedIdentities(folder, { subject: '/CN=王五/C=CN' });
  elsewhere = { anchor: authority.certificate, sha256: fresh.sha256 };
  const opened = ['--passphrase-file', file('passphrase', passphrase)];
  await cli('import', before.p12, '--password-file', file('p12', before.password), ...opened);
  await cli('stores', 'install', before.sha256, '--to', 'chromium', ...opened);
  await list.importButton.click();
  await chooseFiles(app, pages, [fresh.p12]);
  await importing.openWith(fresh.password);
  await importing.commit.click();
  const offer = dialog.getByRole('button', { name: renewal.left.action, exact: true });
  await offer.waitFor();
  await look('import, an old one is installed');
  await offer.click();
  await dialog.getByRole('button', { name: renewal.places.go, exact: true }).click();
  await dialog.getByText(renewal.done.all).waitFor();
  expect({ before: await whereIs(before.sha256), fresh: await whereIs(fresh.sha256) }).toEqual({
    before: [],
    fresh: ['Chromium'],
  });
  await dialog.getByRole('button', { name: words.detail.successorShow, exact: true }).click();
  await detail.heading('王五').waitFor();
  await list.row('王五').first().waitFor();
  await expect(importing.dialog).toHaveCount(0);
});

test('[E10] [E07] a server under another CA is named, and gets no renewal request', async () => {
  test.setTimeout(120_000);
  const { page, words, list, detail } = shared.pages;
  const { renewal, preflight } = words;
  const dialog = page.getByRole('dialog');
  const anchor = readFileSync(elsewhere.anchor, 'utf8');
  const more = { name: '另一家机构', anchor, keyTypes: ['ec-p256'], renewalDays: 365 };
  await cli('profiles', 'import', est?.profile(more) ?? '');
  const opened = ['--passphrase-file', file('passphrase', passphrase)];
  await cli('profiles', 'confirm', more.name, '--host', '127.0.0.1', ...opened);
  const { profiles } = (await value(page, 'profiles.list', {})) as {
    profiles: { id: string; profile: { name: string } }[];
  };
  const profileId = profiles.find(({ profile }) => profile.name === more.name)?.id;
  await value(page, 'webEnrolments.link', { sha256: elsewhere.sha256, profileId });
  // The one that expires later.
  await list.row('王五').last().click();
  await detail.heading('王五').waitFor();
  const asked = est?.log().split('simplereenroll').length;
  await detail.pane.getByRole('button', { name: renewal.renew, exact: true }).click();
  const renew = dialog.getByRole('button', { name: renewal.renew, exact: true });
  await renew.click();
  await dialog.locator('[data-finding="server-other-authority"]').waitFor();
  await expect(dialog.getByRole('alert')).toContainText(preflight.stopped);
  await look('renew, somebody else answers');
  await expect(dialog.getByRole('button', { name: preflight.anyway, exact: true })).toHaveCount(0);
  await dialog.getByRole('button', { name: words.common.retry, exact: true }).click();
  await dialog.locator('[data-finding="server-other-authority"]').waitFor();
  expect(est?.log().split('simplereenroll').length).toBe(asked);
  expect((await cli('pending')).requests).toHaveLength(2);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('[E11] [E07] one of several renewals is installed, one stopped with its reason, one guided', async () => {
  test.setTimeout(300_000);
  const { page, words, shell } = shared.pages;
  const { renewMany, common } = words;
  const dialog = page.getByRole('dialog');
  const apart = path.join(shared.folder, 'apart');
  mkdirSync(apart);
  const { old: byHand } = renewedIdentities(apart, { subject: '/CN=赵六/C=CN' });
  await cli('import', byHand.p12, '--password-file', file('p12', byHand.password));
  const { certificates } = (await cli('list')) as {
    certificates: { sha256: string; status: string; subject: string }[];
  };
  const mine = certificates.find(({ subject, status }) => subject.includes('张三') && status !== 'superseded');
  const before = est?.issued() ?? 0;
  await nextSecond();
  await shell.goTo('enrolment');
  await page.getByRole('button', { name: renewMany.choose, exact: true }).click();
  for (const name of ['张三', '王五', '赵六']) {
    await choose(page.getByRole('table').getByRole('checkbox', { name }));
  }
  await look('renew several, choosing');
  await page.getByRole('button', { name: renewMany.review, exact: true }).click();
  await dialog.getByText(renewMany.how).waitFor();
  await look('renew several, review');
  await dialog.getByRole('button', { name: renewMany.start_other.replace('{{count}}', '2'), exact: true }).click();
  const result = (name: string) => dialog.locator('li[data-outcome]').filter({ hasText: name });
  await expect(result('王五')).toHaveAttribute('data-outcome', 'preflight', { timeout: 60_000 });
  await expect(dialog.getByRole('alert')).toContainText('Stopped. The renewal of “王五” wasn’t requested from');
  await expect(result('张三')).toHaveAttribute('data-outcome', 'not-installed');
  await expect(result('张三')).toContainText('Firefox (bank)');
  await look('renew several, some left');
  await dialog.locator('input[type="password"]').first().fill(primary);
  await dialog.getByRole('button', { name: renewMany.again_other.replace('{{count}}', '2'), exact: true }).click();
  await expect(result('张三')).toHaveAttribute('data-outcome', 'renewed', { timeout: 60_000 });
  expect(await whereIs(mine?.sha256 ?? '')).toEqual([]);
  expect(est?.issued()).toBe(before + 1);
  await dialog.getByRole('button', { name: /^Renew 1 certificate yourself/ }).click();
  await expect(dialog).toHaveCount(0);
  const next = renewMany.next.replace('{{name}}', '赵六').replace('{{at}}', '1').replace('{{total}}', '1');
  await page.getByText(next, { exact: true }).waitFor();
  await look('renew several, next one');
  await page.getByRole('main').getByRole('button', { name: common.done, exact: true }).click();
  await expect(page.getByText(next, { exact: true })).toHaveCount(0);
  const { entries } = (await cli('log')) as { entries: { event: string; detail: { count?: number } }[] };
  expect(entries.filter(({ event }) => event === 'renewed-together').map(({ detail }) => detail.count)).toEqual([1]);
});
