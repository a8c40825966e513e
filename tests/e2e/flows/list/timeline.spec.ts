// SPDX-License-Identifier: Apache-2.0
import { expect, test } from '../../support/fixtures.ts';
import { issueIdentity } from '../../support/data/certificate-files.ts';
import { importByCalls } from '../../support/apps/in-page.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';

const shared = shareApp('en', { theme: 'light' });

test('[L04] the timeline shows what expires when, and a bar shows those certificates', async () => {
  const { folder, pages } = shared;
  const { page, list, words } = pages;
  const bank = makeIdentityFiles(folder, 'timeline-bank', { subject: '/CN=Timeline Bank', days: 3650 });
  for (const [name, until] of [
    ['soon', 100],
    ['sooner', 100.2],
    ['far', 400],
    ['beyond', 1200],
    ['over', -10],
  ] as const) {
    const made = issueIdentity(folder, name, { subject: `/CN=${name}`, issuer: bank, from: -900, until });
    await importByCalls(page, made.certificate, null);
  }
  await list.row('beyond').waitFor();
  await list.tick(words.timeline.show, true);
  const timeline = page.getByRole('region', { name: words.timeline.title });
  await expect(timeline.getByText('1 expired')).toBeVisible();
  await expect(timeline.getByText('1 expires later')).toBeVisible();
  const bar = timeline.getByRole('button', { name: /2 certificates expire \(soon, sooner\)/ });
  await bar.focus();
  await page.keyboard.press('Enter');
  await expect(bar).toHaveAttribute('aria-pressed', 'true');
  await expect(list.rows).toHaveCount(2);
  await page.getByRole('button', { name: /clear filter/ }).click();
  await expect(list.rows).toHaveCount(4);
});
