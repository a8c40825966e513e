// SPDX-License-Identifier: Apache-2.0
import { importByCalls, value } from '../apps/in-page.ts';
import { openWalkedVault } from '../apps/open-walked-vault.ts';
import type { SharedApp } from '../apps/shared-app.ts';
import { makeTrustChain } from '../data/trust-chain.ts';

/** A private root: chains in the details, trusting it, and the settings that list it. */
export async function walkTrust(shared: SharedApp, visit: (name: string) => Promise<void>): Promise<void> {
  const { pages, folder } = shared;
  const { page, list, detail, shell, words } = pages;
  const { trust } = words;
  const chain = makeTrustChain(folder);
  await shell.goTo('certificates');
  for (const file of chain.all) await importByCalls(page, file, null);
  await list.row('孙八').getByText(words.list.chain.broken).waitFor();
  await list.row('孙八').click();
  await detail.checklist.getByText('私有银行 旧 CA').first().waitFor();
  await visit('detail, an intermediate has expired');
  await list.row('钱七').click();
  await detail.checklist.getByRole('button', { name: trust.path.trustAction }).click();
  const dialog = page.getByRole('dialog', { name: trust.compare.title });
  await dialog.getByLabel(trust.compare.label).fill('00000000');
  await page.keyboard.press('Enter');
  await dialog.locator('[data-error-code="fingerprint-differs"]').waitFor();
  await visit('trusting an authority, wrong digits');
  await page.keyboard.press('Escape');
  await visit('detail, a root that nobody trusts');
  await shell.goTo('settings');
  await page.getByRole('button', { name: trust.add }).click();
  await visit('settings, adding an authority');
  await page.keyboard.press('Escape');
  await openWalkedVault(shared);
  const root = chain.fingerprint.replaceAll(':', '').toLowerCase();
  await value(page, 'anchors.add', { sha256: root, typed: root });
  const own = page.getByRole('list', { name: trust.list });
  await own.scrollIntoViewIfNeeded();
  await visit('settings, trusted authorities');
  await own.getByRole('button').last().click();
  await visit('settings, removing an authority');
  await page.keyboard.press('Escape');
}
