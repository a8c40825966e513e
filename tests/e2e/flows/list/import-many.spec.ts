// SPDX-License-Identifier: Apache-2.0
import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { chooseFiles } from '../../pages/tasks.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { coveredButtons } from '../../support/checks/covered-buttons.ts';
import { expect, test } from '../../support/fixtures.ts';
import { dropFiles, value } from '../../support/apps/in-page.ts';
import { makeManyFiles, manyCounts, type ManyFiles } from '../../support/data/many-files.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

const shared = shareApp('en', { theme: 'light' });
const { pem, der, p7b, duplicates, p12, otherP12, jks, requests, lists, texts, empty, damaged, own } = manyCounts;
const none = requests + lists + texts + empty;
const total = pem + der + p7b + duplicates + p12 + otherP12 + jks + none + damaged + own;
let files: ManyFiles;
let take: ReturnType<typeof pictures>;

test.beforeAll(async () => {
  test.setTimeout(240_000);
  take = pictures('screens-import-many');
  files = await makeManyFiles(shared.folder);
});
test.beforeEach(() => test.setTimeout(240_000));

const certificates = async () => (await value(shared.pages.page, 'vault.status', {}))['certificates'];

test('[F04] [F05] [K01] an import of 375 files asks once for a vault passphrase and counts each result', async () => {
  const { page, importingMany, list, words } = shared.pages;
  expect({ total, files: files.all.length }).toEqual({ total: 375, files: 375 });
  await list.importButton.click();
  await chooseFiles(shared.app, shared.pages, files.all);
  await page.getByText(words.import.protectLead).waitFor();
  for (const label of [words.vault.passphrase, words.vault.passphraseAgain]) {
    await page.getByLabel(label, { exact: true }).fill('我的主密码 long enough');
  }
  await page.getByRole('button', { name: words.import.protectButton, exact: true }).click();
  await expect(importingMany.done).toBeEnabled({ timeout: 200_000 });
  await expect(page.getByRole('dialog', { name: 'Import 375 files' })).toBeVisible();
  expect(await importingMany.counts()).toEqual({
    imported: pem + der + p7b,
    known: duplicates,
    password: p12 + otherP12 + jks,
    damaged,
    own,
    none,
  });
  expect(await certificates()).toBe(pem + der + p7b);
  // Everything not in the vault is listed with its reason.
  await expect(importingMany.dialog.getByRole('listitem')).toHaveCount(total - pem - der - p7b - duplicates);
  await expect(importingMany.file('photo.jpg')).toContainText(words.import.many.backup);
  await expect(importingMany.file('certificate.pfx')).toContainText(words.import.vaultFile.lead);
  await expect(importingMany.file('cut off 3.pfx')).toContainText('The file is damaged');
  await expect(importingMany.file('letter-1.txt')).toContainText('This isn’t a certificate file.');
  await axeCheck(page, 'many files');
  await take(page, 'many files');
});

test('[F04] one password is tried on all files, and no key asks for another passphrase', async () => {
  const { page, importingMany } = shared.pages;
  await importingMany.password.fill(files.password);
  await importingMany.tryAll.click();
  await expect(importingMany.done).toBeEnabled({ timeout: 200_000 });
  expect(await importingMany.counts()).toEqual({
    imported: pem + der + p7b + p12,
    known: duplicates,
    password: otherP12 + jks,
    damaged,
    own,
    none,
  });
  // One certificate for each key, and their issuer.
  expect(await certificates()).toBe(pem + der + p7b + p12 + 1);
  await expect(importingMany.file('other-2.pfx')).toContainText('Wrong password, tried 1 time');
  await importingMany.password.fill('password in ascii');
  await importingMany.tryAll.click();
  await expect(importingMany.done).toBeEnabled();
  expect(await importingMany.counts()).toMatchObject({ imported: pem + der + p7b + p12 + jks, password: otherP12 });
  await take(page, 'many files, passwords tried');
  for (const size of [
    { width: 1080, height: 700 },
    { width: 1366, height: 768 },
  ]) {
    await page.setViewportSize(size);
    expect(await coveredButtons(page, importingMany.dialog)).toEqual([]);
  }
});

test('[F04] one file is opened from the list and imported, and the list returns', async () => {
  const { importing, importingMany, words } = shared.pages;
  await importingMany.open('other-5.pfx');
  await importing.openWith(files.otherPassword);
  await importing.commit.click();
  await expect(importing.alert).toContainText(words.import.doneTitle);
  await importingMany.back.click();
  expect(await importingMany.counts()).toMatchObject({
    imported: pem + der + p7b + p12 + jks + 1,
    password: otherP12 - 1,
  });
  await expect(importingMany.file('other-5.pfx')).toHaveCount(0);
  // A file that was opened but not imported stays listed.
  await importingMany.open('other-6.pfx');
  await importing.password.waitFor();
  await importingMany.back.click();
  await expect(importingMany.file('other-6.pfx')).toBeVisible();
  await importingMany.open('other-6.pfx');
  await importing.openWith(files.otherPassword);
  await importing.commit.waitFor();
  await importingMany.back.click();
  await importingMany.done.click();
  await expect(importingMany.dialog).toHaveCount(0);
});

test('[F04] [U04] dropping all files again reports imported ones as known, and Escape closes the dialog', async () => {
  const { page, importingMany } = shared.pages;
  await dropFiles(page, files.all);
  await expect(importingMany.done).toBeEnabled({ timeout: 200_000 });
  expect(await importingMany.counts()).toEqual({
    known: pem + der + p7b + duplicates,
    password: p12 + otherP12 + jks,
    damaged,
    own,
    none,
  });
  await page.keyboard.press('Escape');
  await expect(importingMany.dialog).toHaveCount(0);
});

test('[F04] [U09] a start with more than 200 files reports a missing one and reads it when retried', async () => {
  const gone = path.join(shared.folder, 'not-there-yet.pem');
  const { importingMany } = await shared.restart([...files.certificatesOnly, gone]);
  await expect(importingMany.done).toBeEnabled({ timeout: 200_000 });
  expect(await importingMany.counts()).toEqual({ known: pem + der, failed: 1 });
  await expect(importingMany.file('not-there-yet.pem')).toContainText('Can’t read this file');
  copyFileSync(files.certificatesOnly[0] ?? '', gone);
  await importingMany.retry.click();
  await expect.poll(() => importingMany.counts(), { timeout: 200_000 }).toEqual({ known: pem + der + 1 });
  await importingMany.done.click();
});
