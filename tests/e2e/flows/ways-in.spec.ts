// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { type IdentityFiles, makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { chooseFiles } from '../pages/tasks.ts';
import { expect, test } from '../support/fixtures.ts';
import { issueIdentity, makeTroubleFiles, type TroubleFiles } from '../support/data/certificate-files.ts';
import { dropFiles, pasteText } from '../support/apps/in-page.ts';
import { makeSm2Identity, writeCfcaByOpenssl } from '../../support/formats/openssl-guomi.ts';
import { PeerFolder } from '../../support/formats/peer-tools.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const passphrase = '我的主密码 long enough';
const shared = shareApp('en');
let trouble: TroubleFiles;
let zhang: IdentityFiles;
let li: IdentityFiles;

test.beforeAll(() => {
  trouble = makeTroubleFiles(shared.folder);
  zhang = makeIdentityFiles(shared.folder, '张三', { subject: '/CN=张三/O=测试银行', days: 500 });
  const issuer = makeIdentityFiles(shared.folder, 'bank', { subject: '/CN=Example Bank Root', days: 3650 });
  li = issueIdentity(shared.folder, 'li', { subject: '/CN=Li Si/O=Example Bank', issuer, from: -1, until: 500 });
});

test('[U04] a dragged file shows the drop area, and a lone certificate needs no password or passphrase', async () => {
  const { page, importing, list, shell, words } = shared.pages;
  await dropFiles(page, [li.certificate], false);
  await expect(page.getByText(words.shell.dropTitle)).toBeVisible();
  await dropFiles(page, [li.certificate]);
  await expect(page.getByText(words.shell.dropTitle)).toHaveCount(0);
  await expect(importing.found).toContainText('Li Si');
  await expect(importing.dialog).toContainText(words.import.noKey);
  await importing.commit.click();
  // The offer of a reminder appears a moment later and moves the buttons.
  await expect(importing.dialog).toContainText(words.watched.offerTitle);
  await importing.done.click();
  await expect(importing.dialog).toHaveCount(0);
  await expect(list.row('Li Si')).toContainText(words.list.keyMissing);
  await expect(shell.vault).toContainText(words.vault.keyless);
  await expect(shell.recoveryBanner).toHaveCount(0);
  await expect(shell.lock).toHaveCount(0);
});

test('[U04] [F02] pasted PEM opens the import, and a known certificate is not stored twice', async () => {
  const { page, importing, list, words } = shared.pages;
  await pasteText(page, `Dear customer,\n\n${readFileSync(li.certificate, 'utf8')}\nBest regards`);
  await expect(importing.dialog).toContainText(words.import.pastedName);
  await expect(importing.dialog).toContainText(words.import.nothingToAdd);
  await expect(importing.commit).toHaveCount(0);
  await importing.dialog.getByRole('button', { name: words.common.close, exact: true }).last().click();
  await expect(list.rows).toHaveCount(1);
});

test('[F02] [F04] PEM typed into the dialog brings the missing key', async () => {
  const { importing, list, shell, words } = shared.pages;
  await list.importButton.click();
  await importing.pasteField.fill(readFileSync(li.certificate, 'utf8') + readFileSync(li.key, 'utf8'));
  await importing.readText.click();
  await expect(importing.found).toContainText(words.import.keyPaired);
  await importing.commit.click();
  await importing.protectWith(passphrase);
  await expect(importing.dialog).toContainText('1 private key stored');
  await importing.done.click();
  await expect(list.row('Li Si')).not.toContainText(words.list.keyMissing);
  await expect(shell.recoveryBanner).toBeVisible();
});

test('[F04] [U04] several files are imported together, and one that fails stops no other', async () => {
  const { importingMany, list } = shared.pages;
  await list.importButton.click();
  await chooseFiles(shared.app, shared.pages, [zhang.p12, trouble.notACertificate, li.p12]);
  await expect(importingMany.done).toBeEnabled();
  expect(await importingMany.counts()).toEqual({ password: 2, none: 1 });
  await expect(importingMany.file('对账单.pfx')).toContainText('This isn’t a certificate file.');
  await importingMany.password.fill(zhang.password);
  await importingMany.tryAll.click();
  await expect.poll(() => importingMany.counts()).toEqual({ imported: 2, none: 1 });
  await importingMany.done.click();
  await expect(list.rows).toHaveCount(2);
});

test.describe('messages about a faulty file', () => {
  test('[F05] a damaged file is reported, and the password is not blamed', async () => {
    const { page, importing, words } = shared.pages;
    await dropFiles(page, [trouble.truncated]);
    await expect(importing.diagnosis('damaged')).toContainText('The file is damaged');
    await expect(importing.diagnosis('damaged')).toContainText('The password isn’t the problem.');
    await expect(importing.password).toHaveCount(0);
    await expect(importing.dialog).toContainText('Download or copy it again');
    await importing.another.click();
    await expect(importing.dialog).toContainText(words.import.chooseLead);
    await importing.close.click();
  });

  test('[F05] an unsupported algorithm is named', async () => {
    const { page, importing } = shared.pages;
    await dropFiles(page, [trouble.camellia]);
    await expect(importing.diagnosis('unsupported-algorithm')).toContainText('Camellia-256-CBC');
    await expect(importing.diagnosis('unsupported-algorithm')).toContainText('The password isn’t the problem');
    await importing.close.click();
  });

  test('[F05] wrong password and damage are both named where the file cannot tell them apart', async () => {
    const { page, importing } = shared.pages;
    await dropFiles(page, [trouble.onePart]);
    await importing.openWith('not the password');
    await expect(importing.diagnosis('wrong-password')).toContainText('or the file is damaged');
    await importing.openWith(trouble.password);
    await expect(importing.found).toHaveCount(1);
    await importing.close.click();
  });

  test('[G01] a dropped .sm2 file of CFCA asks for its password, reports a wrong one and opens', async () => {
    const { page, importing } = shared.pages;
    const files = new PeerFolder();
    try {
      makeSm2Identity(files, 'bank', '/C=CN/O=CFCA TEST OCA1/CN=051@李四@Z1@1');
      await dropFiles(page, [writeCfcaByOpenssl(files, 'bank', { password: trouble.password })]);
      await importing.openWith('not the password');
      await expect(importing.diagnosis('wrong-password')).toContainText('The file itself looks fine');
      await importing.openWith(trouble.password);
      await expect(importing.found).toContainText('李四');
      await importing.close.click();
    } finally {
      files.remove();
    }
  });

  test('[U05] a file with a million iterations shows progress, can be cancelled and keeps the password', async () => {
    const { page, importing } = shared.pages;
    await dropFiles(page, [trouble.slow]);
    await importing.openWith('not the password');
    await expect(importing.progress).toBeVisible();
    await importing.cancelOperation.click();
    await expect(importing.progress).toHaveCount(0);
    await expect(importing.password).toHaveValue('not the password');
    await expect(importing.diagnosis('wrong-password')).toHaveCount(0);
    await importing.openWith(trouble.password);
    await expect(importing.found).toContainText('slow');
    await importing.close.click();
  });
});

test('[U04] closing the system’s file dialog leaves the import unchanged', async () => {
  const { importing, list, words } = shared.pages;
  await list.importButton.click();
  await chooseFiles(shared.app, shared.pages, []);
  await expect(importing.dialog).toContainText(words.import.chooseLead);
  await expect(importing.choose).toBeEnabled();
  await importing.close.click();
});
