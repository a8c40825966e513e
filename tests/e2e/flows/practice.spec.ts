// SPDX-License-Identifier: Apache-2.0
import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { shareApp } from '../support/apps/shared-app.ts';
import { value } from '../support/apps/in-page.ts';
import { axeCheck } from '../support/checks/axe-check.ts';
import { pictures } from '../support/checks/pictures.ts';
import { expect, test } from '../support/fixtures.ts';

const shared = shareApp('zh-CN', { theme: 'light' });
const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('certsteward-practice-'));

test('[E13] [U02] practice goes through the whole life of a certificate, and leaves an empty vault and no folder', async () => {
  test.setTimeout(240_000);
  const take = pictures('practice', 'zh-CN');
  const before = folders();
  const { page, overview, shell, words } = shared.pages;
  await page.setViewportSize({ width: 1366, height: 768 });
  await shell.goTo('overview');
  await overview.practise.click();
  await expect(overview.practiceSteps).toHaveCount(6);
  await expect(page.getByText(words.practice.markText)).toBeVisible();
  for (let step = 1; step <= 6; step += 1) {
    await page.locator('[aria-current="step"]').getByRole('button').click();
    await expect(overview.practiceSteps.getByText(words.practice.done, { exact: true })).toHaveCount(step, {
      timeout: 90_000,
    });
    if (step === 3 || step === 4 || step === 6) {
      await take(page, `practice, ${step} done`);
      await axeCheck(page, `practice, ${step} done`);
    }
    if (step === 4) await expect(overview.practiceCertificate).toContainText(`6${words.overview.unit.days}`);
  }
  await expect(overview.practiceCertificate).toContainText(words.status.revoked);
  // It is in its place when the window comes back to the room.
  await shell.goTo('certificates');
  await expect(shared.pages.list.rows).toHaveCount(0);
  await shell.goTo('overview');
  await overview.endPractice.click();
  await expect(overview.way('file')).toBeVisible();
  expect(await value(page, 'vault.status', {})).toMatchObject({ exists: false });
  expect(folders()).toEqual(before);
});
