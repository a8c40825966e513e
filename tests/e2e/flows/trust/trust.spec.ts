// SPDX-License-Identifier: Apache-2.0
import type { Locator } from '@playwright/test';
import { runCli } from '../../../support/cli/run-cli.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importByCalls, value } from '../../support/apps/in-page.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeTrustChain, type TrustChain } from '../../support/data/trust-chain.ts';

const shared = shareApp('zh-CN', { theme: 'light' });
let chain: TrustChain;

test.beforeAll(async () => {
  chain = makeTrustChain(shared.folder);
  for (const file of chain.all) await importByCalls(shared.pages.page, file, null);
});

const button = (within: Locator, name: string): Locator => within.getByRole('button', { name, exact: true });

test('[L01] [V01] the list marks an expired intermediate, but not an untrusted root', async () => {
  const { list, words } = shared.pages;
  await expect(list.row('孙八')).toContainText(words.list.chain.broken);
  await expect(list.row('钱七')).toContainText(words.status.valid);
});

test('[V03] the detail explains a broken chain, with the time of the check and what to do', async () => {
  const { list, detail, words } = shared.pages;
  await list.row('孙八').click();
  await detail.heading('孙八').waitFor();
  await expect(detail.checklist).toContainText('中间证书“私有银行 旧 CA”已于');
  await expect(detail.checklist).toContainText(words.trust.path.checkedAt.replace('{{time}}', ''));
  await expect(button(detail.checklist, words.detail.chainMissingAction)).toBeVisible();
  await expect(button(detail.checklist, words.trust.path.trustAction)).toHaveCount(0);
  await button(detail.checklist, words.trust.path.check).click();
  await expect(detail.checklist).toContainText('中间证书“私有银行 旧 CA”已于');
});

test('[V04] [U02] an untrusted root becomes an anchor only once the right fingerprint digits are typed', async () => {
  const { page, list, detail, words } = shared.pages;
  await list.row('钱七').click();
  await detail.heading('钱七').waitFor();
  await expect(detail.checklist).toContainText(words.trust.path.rootUntrusted);
  await axeCheck(page, 'detail, a root that nobody trusts');
  await button(detail.checklist, words.trust.path.trustAction).click();
  const dialog = page.getByRole('dialog', { name: words.trust.compare.title });
  await expect(dialog).toContainText('私有银行 Root');
  await expect(dialog.getByRole('group')).toHaveText(`••••••••${chain.fingerprint.replaceAll(':', '').slice(8)}`);
  await axeCheck(page, 'trusting an authority');
  await dialog.getByLabel(words.trust.compare.label).fill('00000000');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('[data-error-code="fingerprint-differs"]')).toBeVisible();
  await dialog.getByLabel(words.trust.compare.label).fill(chain.fingerprint.slice(0, 11));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(detail.checklist).toContainText(words.detail.chainOk);
  const { json } = await runCli(['anchors', 'list', '--vault', shared.dataFolder, '--json']);
  expect(json?.value.anchors).toMatchObject([{ displayName: '私有银行 Root', trusted: true }]);
});

test('[V04] [U01] the settings list an anchor in both languages and remove the trust in it', async () => {
  const { page, shell, list, detail, words } = shared.pages;
  await shell.goTo('settings');
  const own = page.getByRole('list', { name: words.trust.list });
  await expect(own.getByRole('listitem')).toContainText('私有银行 Root');
  await expect(own).toContainText(words.trust.state.trusted);
  await axeCheck(page, 'settings, trusted authorities');
  await value(page, 'settings.change', { language: 'en' });
  await expect(page.getByRole('heading', { name: 'Trusted CAs' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'CAs you trust' })).toContainText('Trusted');
  await value(page, 'settings.change', { language: 'zh-CN' });
  await button(page.getByRole('main'), words.trust.add).click();
  const adding = page.getByRole('dialog');
  await shared.app.answerOpenDialog([chain.all.at(-1) ?? '']);
  await button(adding, words.trust.file.choose).click();
  await expect(adding.locator('[data-error-code="not-an-authority"]')).toBeVisible();
  await shared.app.answerOpenDialog([chain.root]);
  await button(adding, words.trust.file.choose).click();
  await expect(adding).toContainText(words.trust.compare.itself);
  await page.keyboard.press('Escape');
  await button(
    own,
    words.trust.of.replace('{{action}}', words.trust.remove).replace('{{name}}', '私有银行 Root'),
  ).click();
  await button(page.getByRole('dialog'), words.trust.remove).click();
  await expect(own).toHaveCount(0);
  await shell.goTo('certificates');
  await list.row('钱七').click();
  await expect(detail.checklist).toContainText(words.trust.path.rootUntrusted);
});
