// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runCli } from '../../../support/cli/run-cli.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { choosePlace } from '../../pages/dialogs/choose-place.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { importByCalls, value } from '../../support/apps/in-page.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { issueIdentity } from '../../support/data/certificate-files.ts';
import { expect, test } from '../../support/fixtures.ts';

const shared = shareApp('zh-CN');

test('[K07] [U02] the activity log is filtered by kind and searched by certificate name', async () => {
  const { page, shell, words } = shared.pages;
  const issuer = makeIdentityFiles(shared.folder, 'bank', { subject: '/CN=示例银行/C=CN', days: 3650 });
  const own = issueIdentity(shared.folder, 'own', { subject: '/CN=张三', issuer, from: -10, until: 300.5 });
  await importByCalls(page, own.certificate, null);
  await value(page, 'certificates.annotate', { sha256: own.sha256, label: '工资' });
  await shell.goTo('activity');
  const rows = page.locator('[data-seq]');
  const kinds = page.getByRole('radiogroup', { name: words.activity.filters });
  await kinds.getByText(new RegExp(`^${words.activity.kind.import}`)).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(words.activity.event.imported);
  await axeCheck(page, 'activity, one kind');
  await kinds.getByText(new RegExp(`^${words.activity.kind.all}`)).click();
  const search = page.getByRole('searchbox', { name: words.activity.search });
  await search.fill('工资');
  await expect(rows).toHaveCount(2);
  await search.fill('没有这个人');
  await expect(page.getByText(words.activity.noMatch)).toBeVisible();
  await axeCheck(page, 'activity, no match');
  await page.getByRole('button', { name: words.activity.showAll }).click();
  await expect(rows.nth(2)).toBeVisible();
});

test('[K07] [X12] the activity log is exported to the chosen file, as the command line writes it', async () => {
  const { page, words } = shared.pages;
  await page.getByRole('button', { name: words.activity.export, exact: true }).click();
  const dialog = page.getByRole('dialog');
  const file = path.join(shared.folder, 'activity.jsonl');
  await choosePlace(dialog, words, file);
  await dialog.getByRole('button', { name: words.activity.exportWrite, exact: true }).click();
  await dialog.getByRole('button', { name: words.common.done, exact: true }).waitFor();
  await axeCheck(page, 'activity, exported');
  const { stdout } = await runCli(['log', 'export', '--vault', shared.dataFolder]);
  expect(readFileSync(file, 'utf8')).toBe(stdout);
  expect(stdout).toContain('"event":"imported"');
});
