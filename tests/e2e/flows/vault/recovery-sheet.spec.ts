// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { RecoverySheetStep } from '../../pages/dialogs/recovery-sheet.ts';
import { importFile } from '../../pages/tasks.ts';
import { foundInFiles, textCanary } from '../../support/checks/canary.ts';
import { expect, test } from '../../support/fixtures.ts';
import { personAt } from '../../support/people/person.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

const shared = shareApp('zh-CN', { theme: 'dark' });
let code: string[] = [];

const poppler = (tool: string, ...args: string[]) => execFileSync(tool, args, { encoding: 'utf8' });

const place = (name: string) => path.join(shared.folder, '纸张', name);

test.beforeAll(async () => {
  test.setTimeout(120_000);
  mkdirSync(path.join(shared.folder, '纸张'));
  const zhang = makeIdentityFiles(shared.folder, 'zhang', { subject: '/CN=张三', password: 'correct horse' });
  await importFile(shared.app, shared.pages, { file: zhang.p12, password: 'correct horse' }, '我的主密码 long enough');
  const { shell, recovery } = shared.pages;
  await shell.writeDownRecoveryCode.click();
  await recovery.create.click();
  code = await recovery.code();
});

test('[B05] [X12] the sheet is refused in the vault’s folder, and nothing is written', async () => {
  const { recovery } = shared.pages;
  const step = new RecoverySheetStep(recovery);
  await step.savePdf.click();
  await expect(step.warning).toBeVisible();
  await step.choosePlace(path.join(shared.dataFolder, 'sheet.pdf'));
  await expect(step.refused).toBeVisible();
  expect(readdirSync(shared.dataFolder).filter((name) => name.endsWith('.pdf') || name.endsWith('.part'))).toEqual([]);
});

test('[B05] the PDF sheet has the code and its instructions in both languages on one page', async () => {
  const { recovery, words } = shared.pages;
  const step = new RecoverySheetStep(recovery);
  const file = place('恢复码.pdf');
  await step.choosePlace(file);
  await step.savePdf.click();
  await expect(step.saved).toContainText(file);

  const text = poppler('pdftotext', '-layout', file, '-');
  for (const group of code) expect(text).toContain(group);
  const plain = text.replaceAll(/\s+/g, '');
  const sentences = [words.sheet.opens, words.sheet.keep, 'The vault named above and backups made from now on.'];
  for (const sentence of sentences) expect(plain).toContain(sentence.replaceAll(/\s+/g, ''));
  expect(plain).toContain('证书管家CertSteward');
  expect(poppler('pdfinfo', file)).toMatch(/Pages:\s+1\n[\s\S]*A4/);
  // With all fonts embedded, Chinese prints the same everywhere.
  const fonts = poppler('pdffonts', file)
    .split('\n')
    .slice(2)
    .filter((line) => line !== '');
  expect(fonts.length).toBeGreaterThan(1);
  for (const font of fonts) expect(font).toMatch(/ yes +(?:yes|no) +yes /);
  // Paper is white to its edges, even in the dark theme: the page's last pixels, one byte each.
  const picture = execFileSync('pdftoppm', ['-r', '10', '-gray', file]);
  expect([...picture.subarray(-40)]).toEqual(Array(40).fill(255));
  // There is no image, such as a QR code, and no text of the window behind.
  expect(poppler('pdfimages', '-list', file).split('\n').slice(2).join('')).toBe('');
  for (const elsewhere of [words.list.import, '张三']) expect(plain).not.toContain(elsewhere);
});

test('[B05] the code is in no other file, and the sheet is no longer in the page', async () => {
  const { page, recovery } = shared.pages;
  const canaries = [textCanary('the code', code.join('-')), textCanary('the code', code.join(''))];
  expect(foundInFiles(canaries, shared.dataFolder)).toEqual([]);
  expect(readdirSync(path.join(shared.folder, '纸张'))).toEqual(['恢复码.pdf']);
  await expect(page.locator('[data-print-sheet]')).toHaveCount(0);
  await expect(recovery.groups.first()).toBeVisible();
});

test('[B05] the printed sheet has the code on one page, and the window no sheet afterwards', async ({ hostKind }) => {
  test.skip(hostKind === 'electron', 'a dialog of the system');
  const { page, recovery } = shared.pages;
  const step = new RecoverySheetStep(recovery);
  await expect(step.savePdf).toBeVisible();
  if (hostKind === 'chromium') return await expect(step.print).toHaveCount(0);
  await step.print.click();
  await expect.poll(() => shared.app.printed.length).toBe(1);
  const file = place('on paper.pdf');
  writeFileSync(file, shared.app.printed[0] ?? '');
  const text = poppler('pdftotext', '-layout', file, '-');
  for (const group of code) expect(text).toContain(group);
  expect(poppler('pdfinfo', file)).toMatch(/Pages:\s+1\n/);
  await expect(page.locator('[data-print-sheet]')).toHaveCount(0);
});

test('[B05] the sheet is refused next to a backup as well', async () => {
  const step = new RecoverySheetStep(shared.pages.recovery);
  const folder = path.join(shared.folder, '备份');
  mkdirSync(folder);
  const members = ['README.txt', 'passphrase.age', 'recovery.age', 'data.age'];
  execFileSync('sh', [
    '-c',
    'cd "$0" && touch "$@" && tar --format=ustar -cf backup.tar "$@" && rm "$@"',
    folder,
    ...members,
  ]);
  await step.savePdf.click();
  await step.choosePlace(path.join(folder, 'sheet.pdf'));
  await step.savePdf.click();
  await expect(step.refused).toBeVisible();
  expect(existsSync(path.join(folder, 'sheet.pdf'))).toBe(false);
});

test('[B04] the sheet for the family is saved as PDF on one page', async () => {
  const { page, shell, words } = shared.pages;
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: words.vault.recoveryLeaveDiscard, exact: true }).click();
  await shell.goTo('backup');
  await page.getByRole('button', { name: words.familySheet.title, exact: true }).click();
  const dialog = page.getByRole('dialog', { name: words.familySheet.title });
  await dialog.getByRole('row').nth(1).waitFor();
  const file = place('家人应急说明.pdf');
  await personAt(page).choosePlace(file);
  await dialog.getByRole('button', { name: words.sheet.savePdf }).click();
  await expect(dialog.getByRole('alert')).toContainText(file);
  const plain = poppler('pdftotext', '-layout', file, '-').replaceAll(/\s+/g, '');
  for (const part of [words.familySheet.lead, '张三']) expect(plain).toContain(part.replaceAll(/\s+/g, ''));
  expect(poppler('pdfinfo', file)).toMatch(/Pages:\s+1\n/);
});
