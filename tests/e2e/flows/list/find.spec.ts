// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { issueIdentity } from '../../support/data/certificate-files.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importByCalls, value } from '../../support/apps/in-page.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

const shared = shareApp('zh-CN', { theme: 'light' });
const tree = () => path.join(shared.folder, 'tree');

/** Certificates among many other files, one of which only has a certificate-like name. */
function makeTree(folder: string): void {
  mkdirSync(path.join(tree(), 'copies'), { recursive: true });
  const bank = makeIdentityFiles(folder, 'bank', { subject: '/CN=查找银行', days: 3650 });
  const issue = (name: string, subject: string, until = 300.5) =>
    issueIdentity(folder, name, { subject, issuer: bank, from: -400, until });
  const [a, old, kept] = [issue('a', '/CN=新来的'), issue('old', '/CN=过期的', -20), issue('kept', '/CN=已有的')];
  execFileSync('openssl', ['x509', '-in', a.certificate, '-outform', 'DER', '-out', path.join(tree(), 'a.bin')]);
  copyFileSync(path.join(tree(), 'a.bin'), path.join(tree(), 'copies', 'a-again.cer'));
  copyFileSync(old.certificate, path.join(tree(), 'notes.txt'));
  copyFileSync(a.p12, path.join(tree(), 'with-password.p12'));
  copyFileSync(kept.certificate, path.join(tree(), 'kept.pem'));
  writeFileSync(path.join(tree(), 'letter.cer'), 'Dear bank');
  for (let folderNumber = 0; folderNumber < 40; folderNumber += 1) {
    const inner = path.join(tree(), `many-${folderNumber}`);
    mkdirSync(inner);
    for (let number = 0; number < 50; number += 1) writeFileSync(path.join(inner, `${number}.txt`), `text ${number}`);
  }
}

test('[D01] [D02] a search by content lists each content once, with its status', async () => {
  makeTree(shared.folder);
  const { page, shell, finding } = shared.pages;
  await importByCalls(page, path.join(shared.folder, 'kept.pem'), null);
  await shell.goTo('find');
  await finding.searchOnly(tree());
  await finding.start.click();
  await finding.ended('done').waitFor();
  await expect(finding.rows).toHaveCount(4);
  await expect(finding.row('新来的')).toContainText('另有 1 个副本');
  await expect(finding.row('过期的')).toContainText('已过期');
  await expect(finding.row('已有的')).toContainText('已在保险库里');
  await expect(finding.row('with-password.p12')).toContainText('需要密码');
  await expect(page.getByText('letter.cer')).toHaveCount(0);
});

test('[D03] the selected results are imported, and a file with a password opens the import dialog', async () => {
  const { page, finding, importing, words } = shared.pages;
  // By keyboard: rows may still move by a line just after the search.
  await finding.row('新来的').getByRole('checkbox').press('Space');
  await page.getByRole('button', { name: '导入所选（1）' }).click();
  await expect(page.getByText('新增 1 张证书和 0 个私钥，另有 0 张证书已在保险库里。')).toBeVisible();
  await expect(finding.row('新来的')).toContainText('已在保险库里');
  await page.getByRole('button', { name: '导入 with-password.p12' }).click();
  await importing.openWith('correct horse');
  await importing.commit.waitFor();
  await page.keyboard.press('Escape');
  await finding.row('新来的').getByRole('button', { name: '查看“新来的”' }).click();
  await expect(page.getByRole('heading', { name: words.list.title })).toBeAttached();
});

test('[E08] [D01] a search for copies of a certificate leaves out files that hold another one', async () => {
  const { list, detail, page, finding, words } = shared.pages;
  await list.row('新来的').click();
  await detail.heading('新来的').waitFor();
  await shared.pages.detail.choose('lookFor');
  await expect(page.getByText('查找“新来的”的副本')).toBeVisible();
  await finding.startAgain.click();
  await finding.ended('done').waitFor();
  await expect(finding.row('新来的')).toHaveCount(1);
  await expect(finding.row('with-password.p12')).toHaveCount(1);
  await expect(finding.row('过期的')).toHaveCount(0);
  await page.getByRole('button', { name: words.find.lookForAll }).click();
});

test('[D01] [U05] a search pauses, resumes and stops', async () => {
  const { finding, page } = shared.pages;
  // Large enough to take a while.
  await finding.searchOnly('/usr');
  await finding.startAgain.click();
  await finding.pause.click();
  await finding.resume.waitFor();
  const before = (await value(page, 'discovery.results', { states: [], withKeysOnly: false, offset: 0, limit: 0 })) as {
    progress: { state: string };
  };
  expect(before.progress.state).toBe('paused');
  await finding.resume.click();
  await finding.stop.click();
  await finding.ended('cancelled').waitFor();
  await expect(finding.startAgain).toBeVisible();
});
