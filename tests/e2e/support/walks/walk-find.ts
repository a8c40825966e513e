// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AppPages } from '../../pages/app-pages.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { escaped } from '../../pages/words.ts';
import { issueIdentity } from '../data/certificate-files.ts';

type Visit = (name: string) => Promise<void>;

/** The 查找证书 room: choosing places, a paused search, and one with results. */
export async function walkFind(pages: AppPages, folder: string, visit: Visit): Promise<void> {
  const { page, shell, finding } = pages;
  const tree = path.join(folder, 'find-tree');
  mkdirSync(path.join(tree, 'copies'), { recursive: true });
  const issuer = makeIdentityFiles(folder, 'find-bank', { subject: '/CN=示例银行/C=CN', days: 3650 });
  const own = issueIdentity(folder, 'find-own', { subject: '/CN=张三', issuer, from: -10, until: 300.5 });
  const old = issueIdentity(folder, 'find-old', { subject: '/CN=王五', issuer, from: -800, until: -12.5 });
  copyFileSync(own.certificate, path.join(tree, 'zhangsan.cer'));
  copyFileSync(own.certificate, path.join(tree, 'copies', 'zhangsan (1).cer'));
  copyFileSync(own.p12, path.join(tree, '张三-备份.p12'));
  copyFileSync(old.certificate, path.join(tree, 'old.txt'));
  writeFileSync(path.join(tree, 'half.pem'), '-----BEGIN CERTIFICATE-----\nMIIB\n');
  await shell.goTo('find');
  await finding.searchOnly('/usr');
  await visit('find, places');
  await finding.start.click();
  await finding.pause.click();
  await finding.resume.waitFor();
  await visit('find, paused');
  await finding.stop.click();
  await finding.searchOnly(tree);
  await finding.startAgain.click();
  await finding.ended('done').waitFor();
  await finding.row('张三').first().waitFor();
  await page.getByRole('region', { name: pages.words.find.results }).scrollIntoViewIfNeeded();
  const [tick = ''] = pages.words.find.tickNew_other.split('{{');
  await page.getByRole('button', { name: new RegExp(`^${escaped(tick)}`) }).click();
  await visit('find, results');
}
