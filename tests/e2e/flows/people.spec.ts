// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { makeManyCertificates } from '../../support/vault/many-certificates.ts';
import { value } from '../support/apps/in-page.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { issueIdentity } from '../support/data/certificate-files.ts';
import { expect, test } from '../support/fixtures.ts';
import { watchPointer } from '../support/people/keyboard.ts';

/** Counts an administrator's clicks. See bank-path.spec.ts for a bank customer's. */
const shared = shareApp('zh-CN', { theme: 'light' });
const passwords = ['财务部 2024', '财务部 2025', '分公司 abc'] as const;
const perPassword = 10;
/** Thousands take minutes on the stand-in, beside other tests. */
const files = process.env['CERTSTEWARD_TEST_EVERYTHING'] === undefined ? 500 : 3000;
const passphrase = '我的主密码 long enough';

/** An office's certificates, thirty with a key under one of three passwords. */
function makeOffice(folder: string): string[] {
  const [source, chosen] = [path.join(folder, 'source'), path.join(folder, '证书')];
  for (const each of [source, chosen]) mkdirSync(each);
  const put = (name: string, content: Uint8Array) => {
    const file = path.join(chosen, name);
    writeFileSync(file, content);
    return file;
  };
  const issuer = makeIdentityFiles(source, 'bank', { subject: '/CN=示例银行个人CA', days: 3650 });
  const withKey = passwords.flatMap((password, of) =>
    Array.from({ length: perPassword }, (_, index) => {
      const name = `员工-${of}-${index}`;
      const made = issueIdentity(source, `key-${of}-${index}`, {
        subject: `/CN=${name}`,
        issuer,
        from: -1,
        until: 400,
        password,
      });
      return put(`${name}.pfx`, readFileSync(made.p12));
    }),
  );
  const { certificates } = makeManyCertificates(files - withKey.length);
  return [...certificates.map(({ der }, index) => put(`${index}.cer`, der)), ...withKey];
}

test('[F04] [F05] an administrator imports hundreds of files with three passwords in at most six clicks', async () => {
  test.setTimeout(900_000);
  const wait = { timeout: 600_000 };
  const all = makeOffice(shared.folder);
  const { page, list, importingMany, words } = shared.pages;
  const clicks = await watchPointer(page);
  await page.setViewportSize({ width: 1366, height: 768 });
  await shared.app.answerOpenDialog(all);
  await list.importButton.click();
  await expect(page.getByLabel(words.vault.passphrase, { exact: true })).toBeFocused(wait);
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Tab');
  await page.keyboard.type(passphrase);
  await page.keyboard.press('Enter');
  await expect(importingMany.done).toBeEnabled(wait);
  for (const [index, password] of passwords.entries()) {
    await expect(importingMany.password).toBeFocused();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type(password);
    await page.keyboard.press('Enter');
    const left = (passwords.length - 1 - index) * perPassword;
    // The last password gets no message: the counts show the result.
    if (left === 0) break;
    const said = words.import.many.tried_other;
    await expect(importingMany.dialog).toContainText(
      said.replace('{{opened}}', String(perPassword)).replace('{{left}}', String(left)),
      wait,
    );
  }
  await expect.poll(() => importingMany.counts(), wait).toEqual({ imported: files });
  await importingMany.dialog.getByRole('button', { name: words.import.many.show, exact: true }).click();
  await expect(list.rows.first()).toBeVisible();
  expect((await value(page, 'vault.status', {}))['keys']).toBe(passwords.length * perPassword);
  // One press is a pointerdown and a mousedown.
  expect((await clicks()) / 2).toBeLessThanOrEqual(6);
});

test('[U02] [L07] one key or three Tabs reach the first of hundreds of rows, and the help lists the keys', async () => {
  test.setTimeout(240_000);
  const { page, list, overview, words } = shared.pages;
  await page.reload();
  await overview.heading.waitFor();
  await page.keyboard.press('Control+2');
  await list.rows.first().waitFor();
  await expect(list.activeRow).toBeFocused();
  // From area to area and back.
  await page.keyboard.press('F6');
  await page.keyboard.press('Shift+F6');
  await expect(list.activeRow).toBeFocused();
  await page.reload();
  await overview.heading.waitFor();
  for (let tabs = 0; tabs < 3; tabs += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(list.activeRow).toBeFocused();
  await page.keyboard.press('F1');
  await page.getByRole('article').waitFor();
  await page.getByRole('button', { name: words.help.all, exact: true }).focus();
  await page.keyboard.press('Enter');
  const keys = page.getByRole('region', { name: words.help.shortcuts });
  await expect(keys).toContainText(words.help.key.region);
  await expect(keys.getByRole('term')).toHaveCount(20);
});
