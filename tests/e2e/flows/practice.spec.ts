// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { shareApp } from '../support/apps/shared-app.ts';
import { value } from '../support/apps/in-page.ts';
import { axeCheck } from '../support/checks/axe-check.ts';
import { pictures } from '../support/checks/pictures.ts';
import { expect, test } from '../support/fixtures.ts';

const shared = shareApp('zh-CN', { theme: 'light' });
const wait = { timeout: 180_000 };
let temporary: string | undefined;

// A separate temporary folder, because other tests may practise at the same time.
test.beforeAll(() => {
  temporary = process.env['TMPDIR'];
  process.env['TMPDIR'] = shared.folder;
});
test.afterAll(() => {
  if (temporary === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = temporary;
});
const folders = () => readdirSync(shared.folder).filter((name) => name.startsWith('certsteward-practice-'));

test('[E13] [U02] practice covers the life of a certificate, and leaves an empty vault and no folder', async () => {
  test.setTimeout(900_000);
  const take = pictures('practice', 'zh-CN');
  const { page, overview, shell, words } = shared.pages;
  await page.setViewportSize({ width: 1366, height: 768 });
  await shell.goTo('overview');
  await overview.practise.click();
  await expect(page.getByRole('progressbar', { name: words.practice.starting })).toBeVisible();
  await expect(overview.practiceSteps).toHaveCount(8, wait);
  expect(folders()).toHaveLength(1);
  await expect(page.getByText(words.practice.markText)).toBeVisible();
  for (let step = 1; step <= 8; step += 1) {
    await expect(page.locator('[aria-current="step"]').getByRole('button')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(overview.practiceSteps.getByText(words.practice.done, { exact: true })).toHaveCount(step, wait);
    if ([3, 4, 5, 6, 8].includes(step)) {
      await take(page, `practice, ${step} done`);
      await axeCheck(page, `practice, ${step} done`);
    }
    if (step === 4) await expect(overview.practiceCertificate).toContainText(words.practice.emptied);
    if (step === 5) await expect(overview.practiceCertificate).toContainText(words.practice.inVault);
    if (step === 6) await expect(overview.practiceCertificate).toContainText(`7${words.overview.unit.days}`);
  }
  await expect(overview.practiceCertificate).toContainText(words.status.revoked);
  // Practice goes on after a visit to another room.
  await shell.goTo('certificates');
  await expect(shared.pages.list.rows).toHaveCount(0);
  await shell.goTo('overview');
  await overview.endPractice.click();
  await expect(overview.way('file')).toBeVisible();
  expect(await value(page, 'vault.status', {})).toMatchObject({ exists: false });
  expect(folders()).toEqual([]);
});
