// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { makeSm2Identity, writeCfcaByOpenssl, writeKeyReply } from '../../support/formats/openssl-guomi.ts';
import { testAuthority } from '../../support/enrolment/test-authority.ts';
import { openssl, sm2Signing } from '../../support/openssl/openssl.ts';
import { PeerFolder } from '../../support/formats/peer-tools.ts';
import { dropFiles } from '../support/apps/in-page.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { axeCheck } from '../support/checks/axe-check.ts';
import { pictures } from '../support/checks/pictures.ts';
import { expect, test } from '../support/fixtures.ts';

const shared = shareApp('zh-CN', { theme: 'light' });
const passphrase = '我的主密码 long enough';
let files: PeerFolder;
let issued = '';
let take: ReturnType<typeof pictures>;

test.beforeAll(() => {
  take = pictures('encryption-key', 'zh-CN');
  files = new PeerFolder();
  makeSm2Identity(files, 'signing', '/C=CN/O=CFCA TEST OCA1/CN=051@张三@Z1@1');
  makeSm2Identity(files, 'encryption', '/CN=self-signed');
  // As authorities issue it: no authority itself.
  const subject = ['-utf8', '-subj', '/C=CN/O=CFCA TEST OCA1/CN=052@张三的加密证书@Z1@2'];
  const csr = files.file('encryption.csr');
  openssl(['req', '-new', '-key', files.file('encryption.key'), '-sm3', ...sm2Signing, ...subject, '-out', csr]);
  issued = testAuthority(files.path, { algorithm: 'sm2' }).issue(csr, 'encryption');
});
test.afterAll(() => files.remove());

test.beforeEach(() => test.setTimeout(240_000));

async function look(name: string): Promise<void> {
  await axeCheck(shared.app.page, name);
  await take(shared.app.page, name);
}

function reply(name: string, recipient: string): string {
  writeFileSync(files.file(name), writeKeyReply(files, recipient, 'encryption'));
  return files.file(name);
}

test('[G04] an encryption key for another signing key is refused in words, and nothing is stored', async () => {
  const { page, importing, list } = shared.pages;
  await dropFiles(page, [writeCfcaByOpenssl(files, 'signing', { password: 'bank' })]);
  await importing.openWith('bank');
  await importing.commit.click();
  await importing.protectWith(passphrase);
  await importing.done.click();
  await dropFiles(page, [issued]);
  await importing.commit.click();
  await importing.done.click();
  await dropFiles(page, [reply('foreign.txt', 'encryption')]);
  await expect(importing.diagnosis('wrong-key')).toContainText('保险库里的 SM2 密钥都打不开它');
  await look('another key');
  await importing.close.click();
  await expect(list.row('张三的加密证书')).toContainText(shared.pages.words.list.keyMissing);
});

test('[G04] a locked vault asks to be unlocked; then the encryption key opens and goes to its certificate', async () => {
  const { page, importing, list, shell, unlocking, words } = shared.pages;
  await shell.lock.click();
  await dropFiles(page, [reply('reply.txt', 'signing')]);
  await expect(importing.diagnosis('enveloped-key')).toBeVisible();
  await look('locked');
  await importing.dialog.getByRole('button', { name: words.vault.unlockVault, exact: true }).click();
  await unlocking.withPassphrase(passphrase);
  await expect(importing.found).toContainText('颁发机构生成的私钥（SM2），颁发机构也知道它');
  await expect(importing.found).toContainText('它属于保险库里的 1 张证书');
  await look('opened');
  await importing.commit.click();
  await expect(importing.alert).toContainText('存入 1 个私钥');
  await importing.done.click();
  await expect(list.row('张三的加密证书')).not.toContainText(words.list.keyMissing);
});
