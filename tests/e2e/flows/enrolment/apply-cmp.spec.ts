// SPDX-License-Identifier: Apache-2.0
import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startCmpServer, type CmpTestServer } from '../../../support/enrolment/cmp-server.ts';
import { openssl } from '../../../support/openssl/openssl.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { found, foundInFiles, textCanary } from '../../support/checks/canary.ts';
import { importByCalls, importProfile } from '../../support/apps/in-page.ts';
import { expect, test } from '../../support/fixtures.ts';
import { value } from '../../support/apps/in-page.ts';
import { heapOfPage, textOfPage } from '../../support/checks/page-memory.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { isOfTheTest } from '../../support/apps/process-tree.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeStoreHome } from '../../support/data/store-home.ts';
import { wholeList } from '../../support/data/whole-list.ts';
import { choose } from '../../support/checks/choose.ts';

makeStoreHome();
let cmp: CmpTestServer;
const shared = shareApp('en', { theme: 'light' }, 'data', () => cmp.processIds());
const passphrase = '我的主密码 long enough';
const authority = 'Silver CA 银色机构';
let take: ReturnType<typeof pictures>;

/** PKIBody choices (RFC 9810 §5.1.2). */
const body = { p10cr: 4, kur: 7, rr: 11, certConf: 24, pollReq: 25 };

async function look(name: string): Promise<void> {
  await axeCheck(shared.app.page, name);
  await take(shared.app.page, name);
}

const certificates = async () => {
  const { rows } = await value(shared.app.page, 'certificates.page', wholeList);
  return (rows as { sha256: string; status: string; isCa: boolean }[]).filter(({ isCa }) => !isCa);
};

/** Goes on to the reference number and code, with the name that the test CA puts into renewals. */
async function goToCodes(): Promise<void> {
  const { enrolling } = shared.pages;
  await enrolling.next.click();
  await enrolling.next.click();
  await enrolling.checkBefore(() => look('checks before'));
  await enrolling.dialog.getByRole('textbox').first().fill('Zhang San');
  await enrolling.dialog.getByRole('textbox').last().fill('CN');
  await enrolling.make.click();
}

async function fillCodes(code = cmp.code): Promise<void> {
  const { enrolling, words } = shared.pages;
  await enrolling.field(words.servers.send.reference).fill(cmp.reference);
  await enrolling.field(words.servers.send.code).fill(code);
}

/** Empty if an earlier `beforeAll` failed. */
const stops: (() => Promise<void>)[] = [];
test.beforeAll(async () => {
  cmp = await startCmpServer();
  stops.push(async () => cmp.stop());
  isOfTheTest(cmp.url);
  take = pictures('cmp');
});
test.afterAll(async () => {
  for (const stop of stops) await stop();
});
test.beforeEach(() => test.setTimeout(240_000));

test('[E09] [E01] [E02] a wrong code is explained and the right one accepted at a confirmed host and CA', async () => {
  const { page, words, shell, enrolling } = shared.pages;
  const { servers, enrolment } = words;
  await shell.goTo('enrolment');
  await importProfile(page, cmp.profile({ name: authority }));
  await enrolling.act(enrolling.profile(authority), 'confirm').click();
  await enrolling.field(enrolment.host.label).fill('127.0.0.1');
  await page.keyboard.press('Enter');
  await expect(enrolling.profile(authority)).toContainText(enrolment.verified);
  await look('room with a profile of CMP');
  await enrolling.startAt(authority);
  await expect(enrolling.next).toBeDisabled();
  const print = createHash('sha256')
    .update(new X509Certificate(readFileSync(cmp.anchor)).raw)
    .digest('hex');
  await enrolling.dialog.getByText(servers.trust.unknown).waitFor();
  await enrolling.button(servers.trust.look).click();
  await enrolling.field(servers.trust.digits).fill('00000000');
  await enrolling.button(servers.trust.accept).click();
  await expect(enrolling.dialog.locator('[data-error-code="fingerprint-differs"]')).toBeVisible();
  await enrolling.field(servers.trust.digits).fill(print.slice(0, 8));
  await enrolling.button(servers.trust.accept).click();
  await enrolling.dialog.getByText(servers.trust.accepted).waitFor();
  await expect(enrolling.dialog).toContainText(print.slice(0, 4).toUpperCase());
  await look('authority accepted');
  await goToCodes();
  await enrolling.field(words.vault.passphrase).fill(passphrase);
  await enrolling.field(words.vault.passphraseAgain).fill(passphrase);
  await enrolling.button(words.import.protectButton).click();
  const submit = enrolling.button(servers.send.submit);
  await expect(submit).toBeDisabled();
  await enrolling.field(servers.send.code).fill('x');
  // CMP also needs the reference number, which tells the server whose code it is.
  await expect(submit).toBeDisabled();
  expect(cmp.received).toEqual([]);
  await fillCodes('Canary-wrong-7f3a');
  await expect(enrolling.field(servers.send.code)).toHaveAttribute('type', 'password');
  await submit.click();
  await expect(enrolling.dialog.locator('[data-error-code="request-declined"]')).toBeVisible();
  await expect(enrolling.dialog).toContainText(servers.declined.requestText);
  await expect(enrolling.field(servers.send.code)).toHaveValue('');
  await look('code wrong');
  await fillCodes();
  await submit.click();
  await expect(enrolling.taken).toBeVisible();
  await expect(enrolling.dialog).toContainText(enrolment.answer.donePath);
  expect(cmp.received).toEqual([body.p10cr, body.p10cr, body.certConf]);
  await look('issued');
  await enrolling.button(enrolment.answer.install).click();
  await page.getByRole('dialog', { name: words.install.title }).waitFor();
  await page.keyboard.press('Escape');
  expect(await certificates()).toMatchObject([{ status: 'valid' }]);
});

test('[E09] [E07] the renewal dialog signs with the old certificate and asks for no code', async () => {
  const { page, words, shell, list, detail } = shared.pages;
  const { renewal } = words;
  const [old] = await certificates();
  cmp.restart({ signs: true });
  const before = cmp.received.length;
  await shell.goTo('certificates');
  await list.row('Zhang San').press('Enter');
  await detail.pane.getByRole('button', { name: renewal.renew, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('127.0.0.1');
  await look('renew, review');
  expect(cmp.received).toHaveLength(before);
  await dialog.getByRole('button', { name: renewal.renew, exact: true }).click();
  // The old certificate isn't installed anywhere.
  await dialog.getByText(renewal.done.onlyVault).waitFor();
  await look('renewed');
  expect(cmp.received.slice(before)).toEqual([body.kur, body.certConf]);
  expect(await certificates()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ sha256: old?.sha256, status: 'superseded' }),
      expect.objectContaining({ status: 'valid' }),
    ]),
  );
  await page.keyboard.press('Escape');
});

test('[E09] [E08] a stolen certificate is revoked with its own key and then marked as reported', async () => {
  const { page, words, shell, list, losing } = shared.pages;
  const { servers, losses } = words;
  const valid = (await certificates()).find(({ status }) => status === 'valid');
  cmp.restart({ signs: true, options: ['-ref_cert', join(cmp.folder, 'issued.pem')] });
  const before = cmp.received.length;
  await shell.goTo('certificates');
  // The superseded certificate has the same name.
  await list.row('Zhang San').filter({ hasText: words.status.valid }).click();
  await shared.pages.detail.choose('loss');
  await choose(losing.kind('stolen'));
  await losing.report.click();
  await losing.at('authority').waitFor();
  await losing.button(servers.revoke.open).waitFor();
  await look('stolen, can be revoked from here');
  await losing.button(servers.revoke.open).click();
  const dialog = page.getByRole('dialog', { name: servers.revoke.title, exact: true });
  await expect(dialog).toContainText('127.0.0.1');
  const go = dialog.getByRole('button', { name: servers.revoke.go, exact: true });
  await expect(go).toBeDisabled();
  await look('revoke, asked once more');
  expect(cmp.received).toHaveLength(before);
  await page.keyboard.type(servers.revoke.word);
  await page.keyboard.press('Enter');
  await losing.dialog.getByText(servers.revoke.revoked).waitFor();
  await look('revoked');
  expect(cmp.received.slice(before)).toEqual([body.rr]);
  await expect(losing.tick(losses.authority.notified)).toBeChecked();
  expect(await value(page, 'losses.view', { sha256: valid?.sha256, profileId: null })).toMatchObject({
    loss: { kind: 'stolen', done: ['notified'] },
  });
  await page.keyboard.press('Escape');
  expect((await certificates()).find(({ sha256 }) => sha256 === valid?.sha256)).toMatchObject({ status: 'revoked' });
});

test('[E09] [E03] a pending request says what it needs, and continues its transaction after a restart', async () => {
  cmp.restart({ options: ['-poll_count', '2', '-check_after', '600'] });
  const before = cmp.received.length;
  const { words, shell, enrolling } = shared.pages;
  await shell.goTo('enrolment');
  await enrolling.startAt(authority);
  await goToCodes();
  await fillCodes();
  await enrolling.button(words.servers.send.submit).click();
  await enrolling.dialog.getByText(words.servers.pending.title).waitFor();
  // The app can't poll, because it doesn't keep the code.
  await expect(enrolling.dialog).toContainText('You’ll need the reference number and code again');
  await look('pending');
  await enrolling.button(words.common.done).click();
  const waits = shared.pages.enrolling.request(words.enrolment.state.pending);
  await expect(waits).toContainText(/\d\d:\d\d, using the reference number and code/);
  await look('room with a request that waits');
  expect(cmp.received.slice(before)).toEqual([body.p10cr, body.pollReq]);
  const after = await shared.restart();
  await after.shell.goTo('enrolment');
  await after.enrolling.ask(after.enrolling.request(words.enrolment.state.pending)).click();
  const ask = after.enrolling.button(words.servers.send.askOnce);
  await expect(ask).toBeDisabled();
  await fillCodes();
  await ask.click();
  await expect(after.enrolling.taken).toBeVisible();
  await after.enrolling.button(words.common.done).click();
  expect(cmp.received.slice(before)).toEqual([body.p10cr, body.pollReq, body.pollReq, body.certConf]);
});

test('[E09] [E08] a certificate lost with its key is revoked with reference number and code', async () => {
  const { page, words, shell, list, losing } = shared.pages;
  const { servers } = words;
  const at = (name: string): string => join(cmp.folder, name);
  const fresh = ['req', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('gone.key'), '-subj', '/CN=Li Si/C=CN'];
  openssl([...fresh, '-out', at('gone.csr')]);
  openssl(['x509', '-req', '-in', at('gone.csr'), '-CA', cmp.anchor, '-CAkey', at('ca.key'), '-out', at('gone.pem')]);
  await importByCalls(page, at('gone.pem'), null);
  cmp.restart({ options: ['-ref_cert', at('gone.pem')] });
  const before = cmp.received.length;
  await shell.goTo('certificates');
  await list.row('Li Si').click();
  await shared.pages.detail.choose('loss');
  await choose(losing.kind('stolen'));
  await losing.report.click();
  await losing.at('authority').waitFor();
  await losing.authority.selectOption({ label: authority });
  await losing.button(servers.revoke.open).click();
  const dialog = page.getByRole('dialog', { name: servers.revoke.title, exact: true });
  const field = (label: string) => dialog.getByLabel(label, { exact: true });
  const go = dialog.getByRole('button', { name: servers.revoke.go, exact: true });
  await field(servers.revoke.type.replace('{{word}}', servers.revoke.word)).fill(servers.revoke.word);
  // There is no key to sign the request, so reference number and code are required.
  await expect(go).toBeDisabled();
  await field(servers.send.reference).fill(cmp.reference);
  await field(servers.send.code).fill('Canary-wrong-7f3a');
  await go.click();
  await expect(dialog.locator('[data-error-code]')).toBeVisible();
  await look('revoke by code, wrong');
  await field(servers.send.code).fill(cmp.code);
  await go.click();
  await losing.dialog.getByText(servers.revoke.revoked).waitFor();
  expect(cmp.received.slice(before)).toEqual([body.rr, body.rr]);
  await page.keyboard.press('Escape');
});

test('[E09] [X04] neither the page, the files nor the sent messages contain the codes', async () => {
  const { dataFolder, pages } = shared;
  const canaries = [textCanary('the code', cmp.code), textCanary('a wrong code', 'Canary-wrong-7f3a')];
  const [text, heap] = [await textOfPage(pages.page), await heapOfPage(pages.page)];
  expect(found(canaries, 'the page', Buffer.from(text))).toEqual([]);
  expect(found(canaries, 'the heap', Buffer.from(heap))).toEqual([]);
  expect(found(canaries, 'what was sent', Buffer.concat(cmp.bodies))).toEqual([]);
  expect(foundInFiles(canaries, dataFolder)).toEqual([]);
});
