// SPDX-License-Identifier: Apache-2.0
import { writeKeyReply } from '../../../support/formats/openssl-guomi.ts';
import { PeerFolder } from '../../../support/formats/peer-tools.ts';
import { makeSm2Pair, type Sm2PairFiles } from '../../../support/formats/sm2-pair.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { issueIdentity } from '../../support/data/certificate-files.ts';
import { appPages } from '../../pages/app-pages.ts';
import { dropFiles } from '../../support/apps/in-page.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { expect, test } from '../../support/fixtures.ts';

/** A bank's SM2 identity, made by OpenSSL: signing and encryption certificates, the encryption key from the CA. */
const passphrase = '我的主密码 long enough';
const day = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * day);
const shared = shareApp('zh-CN', { theme: 'light' });
const files = new PeerFolder();
let zhang: Sm2PairFiles;
let isOpen = false;
const take = pictures('screens-dual', 'zh-CN', async () => {
  for (const language of ['zh-CN', 'en'] as const) {
    const { words, list } = appPages(shared.app.page, language);
    if ((await shared.app.page.locator(`html[lang="${language}"]`).count()) === 0) continue;
    const { pair } = words.list;
    const expected = isOpen ? [pair.signing, pair.encryption] : [pair.both];
    for (const word of expected) await expect(list.rows.filter({ hasText: word })).toHaveCount(1);
  }
});

test.beforeAll(() => {
  const authority = testAuthority(files.path, { algorithm: 'sm2', subject: '/CN=CFCA TEST OCA1/O=测试机构' });
  const subject = '/C=CN/O=测试机构/CN=051@张三@Z110@1';
  zhang = makeSm2Pair(files, authority, 'zhang', {
    subject,
    start: inDays(-1),
    signingEnd: inDays(40),
    encryptionEnd: inDays(30),
  });
});
test.afterAll(() => files.remove());

test('[G04] a signing and an encryption certificate share one row and countdown, with one key missing', async () => {
  const { page, importing, list, words } = shared.pages;
  await dropFiles(page, [zhang.signing]);
  await importing.commit.click();
  await importing.protectWith(passphrase);
  await importing.done.click();
  await expect(list.row('张三')).not.toContainText(words.list.pair.both);
  await dropFiles(page, [zhang.encryption]);
  await importing.commit.click();
  await importing.done.click();
  await expect(list.rows).toHaveCount(1);
  await expect(list.row('张三')).toContainText(words.list.pair.both);
  await expect(list.row('张三')).toContainText(words.list.pair.lacksKey);
  await expect(list.row('张三')).toContainText('30 天');
  await expect(list.row('张三')).toHaveAttribute('aria-expanded', 'false');
});

test('[G04] [U02] the arrow keys expand the row to both certificates and collapse it, keeping the focus', async () => {
  const { page, list, words } = shared.pages;
  const issuer = makeIdentityFiles(shared.folder, 'bank', { subject: '/CN=银行', days: 3650 });
  const other = issueIdentity(shared.folder, 'other', { subject: '/CN=李四', issuer, from: -1, until: 500 });
  await dropFiles(page, [other.certificate]);
  await shared.pages.importing.commit.click();
  await shared.pages.importing.done.click();
  await expect(list.rows).toHaveCount(2);
  // The imported certificate is selected late.
  await expect(list.activeRow).toContainText('李四');
  await list.activeRow.focus();
  await page.keyboard.press('Home');
  await axeCheck(page, 'an identity of two certificates, closed');
  await take(page, 'dual certificates, closed');
  await page.keyboard.press('ArrowRight');
  await expect(list.rows).toHaveCount(3);
  isOpen = true;
  await expect(list.activeRow).toHaveAttribute('aria-expanded', 'true');
  await expect(list.rows.nth(0)).toContainText(words.list.pair.signing);
  await expect(list.rows.nth(0)).toContainText('40 天');
  await expect(list.rows.nth(1)).toContainText(words.list.pair.encryption);
  await expect(list.rows.nth(1)).toContainText('30 天');
  await expect(list.rows.nth(1)).toHaveAttribute('aria-level', '2');
  await axeCheck(page, 'an identity of two certificates, open');
  await take(page, 'dual certificates, open');
  await list.rows.nth(0).focus();
  await page.keyboard.press('ArrowDown');
  await expect(list.rows.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(list.rows.nth(0)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(list.rows).toHaveCount(2);
  isOpen = false;
  await expect(list.rows.nth(0)).toBeFocused();
});

test('[G04] the CA’s key completes the pair, whose detail counts down to the earlier end and links both', async () => {
  const { page, importing, list, detail, words } = shared.pages;
  const reply = files.write('reply.txt', writeKeyReply(files, 'zhang-sign', 'zhang-encrypt'));
  await list.row('张三').click();
  await expect(detail.pane).toContainText('缺少私钥');
  await dropFiles(page, [reply]);
  await expect(importing.dialog).toContainText('与保险库里的 1 张证书匹配。');
  await importing.commit.click();
  await importing.done.click();
  await expect(detail.pane).toContainText(words.detail.pair.signing);
  await expect(detail.pane).toContainText('30 天');
  await expect(detail.pane).not.toContainText('缺少私钥');
  await expect(list.row('张三')).not.toContainText(words.list.pair.lacksKey);
  await take(page, 'dual certificates, detail');
  await page.getByRole('button', { name: words.detail.pair.show.signing }).click();
  await expect(detail.pane).toContainText(words.detail.pair.encryption);
  await expect(detail.pane).toContainText(words.detail.keyKnown);
});

test('[G04] [K10] deleting or selecting the row applies to both certificates', async () => {
  const { page, list, words } = shared.pages;
  await list.row('张三').click();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: /2/ });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await list.row('张三').getByRole('checkbox').click();
  await expect(page.getByRole('main')).toContainText('已选择 2 张');
  await page.getByRole('button', { name: words.list.selectNone }).click();
  await expect(list.row('张三')).toBeFocused();
});
