// SPDX-License-Identifier: Apache-2.0
import type { Locator } from '@playwright/test';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';
import { axeCheck } from '../../support/checks/axe-check.ts';
import { issueIdentity } from '../../support/data/certificate-files.ts';
import { expect, test } from '../../support/fixtures.ts';
import { importByCalls, value } from '../../support/apps/in-page.ts';
import { pictures } from '../../support/checks/pictures.ts';
import { shareApp } from '../../support/apps/shared-app.ts';

const shared = shareApp('en', { theme: 'light' });
const take = pictures('list-bar');

async function topOf(locator: Locator): Promise<number> {
  return (await locator.boundingBox())?.y ?? Number.NaN;
}

test('[L02] [L06] what is done with the list stands on one line, at its end, in both languages', async () => {
  const { folder, pages } = shared;
  const { page, list } = pages;
  const bank = makeIdentityFiles(folder, 'bar-bank', { subject: '/CN=Example Bank', days: 3650 });
  for (const [name, until] of [
    ['Zhang San', 100],
    ['Li Si', -10],
  ] as const) {
    const made = issueIdentity(folder, name, { subject: `/CN=${name}`, issuer: bank, from: -900, until });
    await importByCalls(page, made.certificate, null);
    await value(page, 'certificates.annotate', { sha256: made.sha256, tags: ['company'] });
  }
  await list.row('Zhang San').click();
  for (const [width, name] of [
    [1280, 'normal'],
    [900, 'narrow'],
    [480, 'smallest'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await axeCheck(page, `list bar, ${name}`);
    await take(page, `list bar, ${name}`);
    for (const language of ['zh-CN', 'en']) {
      await value(page, 'settings.change', { language });
      await page.locator(`html[lang="${language}"]`).waitFor();
      const [select, file] = [/^(选择|Select)$/, /^(导出列表|Export list)$/].map((title) =>
        page.getByRole('main').getByRole('button', { name: title }),
      ) as [Locator, Locator];
      expect(await topOf(select)).toBe(await topOf(file));
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
});
