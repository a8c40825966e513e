// SPDX-License-Identifier: Apache-2.0
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { issueIdentity } from '../support/data/certificate-files.ts';
import { coveredButtons } from '../support/checks/covered-buttons.ts';
import { expect, test } from '../support/fixtures.ts';
import { dropFiles, importByCalls } from '../support/apps/in-page.ts';
import { pictures } from '../support/checks/pictures.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const shared = shareApp('en', { theme: 'light' });
const sizes = [
  { width: 1080, height: 700 },
  { width: 1366, height: 768 },
] as const;
let take: ReturnType<typeof pictures>;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  take = pictures('screens-toasts');
  const { folder, pages } = shared;
  const issuer = makeIdentityFiles(folder, 'bank', { subject: '/CN=Example Bank', days: 3650 });
  for (const [index, name] of ['Zhang San', 'Li Si', 'Wang Wu'].entries()) {
    const subject = `/CN=${name}`;
    const made = issueIdentity(folder, `person-${index}`, { subject, issuer, from: -1, until: 500 });
    await importByCalls(pages.page, made.certificate, null);
  }
});

/** Shows three messages. The pointer on the last stops their timers. */
async function showThree(): Promise<void> {
  const { page, list, detail, selection, words } = shared.pages;
  const word = `first ${page.viewportSize()?.width}`;
  await list.row('Zhang San').click();
  await page.keyboard.press('Space');
  await selection.tags.click();
  await selection.addTags.fill(word);
  await selection.inDialog(words.list.tagsApply).click();
  await expect(selection.dialog).toHaveCount(0);
  await selection.end.click();
  await list.row('Zhang San').click();
  await detail.choose('describe');
  await detail.field('place').fill(word);
  await detail.save.click();
  await expect(detail.describing).toHaveCount(0);
  await detail.tab('tabDetails').click();
  await detail.pane.getByRole('button', { name: words.detail.copyPem, exact: true }).click();
  const messages = page.getByRole('status', { name: words.common.messages }).locator('> *');
  await expect(messages).toHaveCount(3);
  await messages.last().hover();
}

for (const size of sizes) {
  test(`[U02] three messages cover no button of a dialog or of the page at ${size.width}x${size.height}`, async () => {
    const { page, importing, list, words } = shared.pages;
    await page.setViewportSize(size);
    await list.rows.first().waitFor();
    await showThree();
    expect
      .soft(await coveredButtons(page, page.locator('#root > div', { has: page.getByRole('main') })), 'the page')
      .toEqual([]);
    if (size.width === 1080) await take(page, 'messages, page');
    await dropFiles(page, [`${shared.folder}/person-0.pem`]);
    await expect(importing.dialog.getByText(words.import.nothingToAdd)).toBeVisible();
    expect.soft(await coveredButtons(page, importing.dialog), 'one certificate').toEqual([]);
    if (size.width === 1080) await take(page, 'messages, dialog');
    await page.keyboard.press('Escape');
    await expect(importing.dialog).toHaveCount(0);
  });
}
