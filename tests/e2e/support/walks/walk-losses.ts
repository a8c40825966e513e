// SPDX-License-Identifier: Apache-2.0
import { copyFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type IdentityFiles, makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { issueIdentity } from '../data/certificate-files.ts';
import { importByCalls, value } from '../apps/in-page.ts';
import type { SharedApp } from '../apps/shared-app.ts';
import { putIntoChromium } from '../data/store-home.ts';
import type { LostFile } from './walk-lost-and-found.ts';
import { choosePlace } from '../../pages/dialogs/choose-place.ts';
import { choose } from '../checks/choose.ts';

type Visit = (name: string) => Promise<void>;

const name = '王丽丽';

/** A certificate in a browser and a forgotten folder; the vault lacks its key. */
export async function makeLostCertificate({ pages, folder }: SharedApp): Promise<IdentityFiles & { attic: string }> {
  const issuer = makeIdentityFiles(folder, 'loss-bank', { subject: '/CN=示例银行/C=CN', days: 3650 });
  const own = issueIdentity(folder, 'loss-own', {
    subject: `/C=CN/O=示例公司/CN=${name}`,
    issuer,
    from: -340,
    until: 20.5,
  });
  putIntoChromium(own.p12, own.password);
  const attic = path.join(folder, '旧电脑', '照片');
  mkdirSync(attic, { recursive: true });
  copyFileSync(own.p12, path.join(attic, 'IMG_2041.jpg'));
  await importByCalls(pages.page, own.certificate, null);
  await value(pages.page, 'profiles.addExample', { protocol: 'web' });
  await value(pages.page, 'profiles.addExample', { protocol: 'manual' });
  return { ...own, attic };
}

/** The copy that `makeLostCertificate` puts in its attic folder. */
export const inAttic = (folder: string): LostFile => ({
  holder: name,
  folder,
  file: 'IMG_2041.jpg',
  password: 'correct horse',
  passphrase: '我的主密码 long enough',
});

/** Stolen: the CA first, then the browser's copy. Closes the dialog after the summary. */
export async function walkStolen({ pages, folder }: SharedApp, visit: Visit): Promise<void> {
  const { page, words, shell, list, detail, storing, losing } = pages;
  const { losses } = words;
  await shell.goTo('certificates');
  await list.row(name).click();
  await detail.heading(name).waitFor();
  await visit('lost, list and detail');
  await losing.notice('goOn').click();
  await losing.back.click();
  await choose(losing.kind('stolen'));
  await losing.report.click();
  await losing.at('authority').waitFor();
  await visit('stolen, no profile');
  await losing.authority.selectOption({ label: 'Example Bank 示例银行（网页）' });
  await losing.dialog.getByText('+86 10 0000 0000').waitFor();
  await visit('stolen, contact sheet');
  await losing.button(losses.authority.save).click();
  await choosePlace(losing.dialog, words, path.join(folder, 'sheet.txt'));
  await losing.button(words.common.save).click();
  await losing.dialog.getByText(losses.authority.saved).waitFor();
  await visit('stolen, contact sheet saved');
  await losing.tick(losses.authority.notified).press('Space');
  await losing.next.click();
  await losing.button(losses.replace.apply).waitFor();
  await visit('stolen, replacement');
  await losing.next.click();
  await losing.at('copies').waitFor();
  await visit('stolen, copies');
  await losing.next.click();
  const remove = losing.button(losses.clean.removeFrom.replace('{{place}}', 'Chromium'));
  await remove.waitFor();
  await visit('stolen, clean');
  await remove.click();
  await storing.remove.click();
  await storing.button(words.common.done).click();
  await losing.dialog.getByText(losses.clean.nowhere).waitFor();
  await losing.tick(losses.clean.cleaned).press('Space');
  await losing.next.click();
  await losing.at('end').waitFor();
  await visit('stolen, summary');
  await page.keyboard.press('Escape');
}
