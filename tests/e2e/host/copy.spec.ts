// SPDX-License-Identifier: Apache-2.0
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { issueIdentity } from '../support/data/certificate-files.ts';
import { expect, test } from '../support/fixtures.ts';
import { importByCalls } from '../support/apps/in-page.ts';
import { inPageTask } from '../support/apps/page-task.ts';
import { shareApp } from '../support/apps/shared-app.ts';

const shared = shareApp('en');

test('[L05] a copy button puts the fingerprint on the clipboard', async () => {
  const { page } = shared.app;
  const bank = makeIdentityFiles(shared.folder, 'bank', { subject: '/CN=Bank', days: 3650 });
  const { certificate } = issueIdentity(shared.folder, 'copied', {
    subject: '/CN=Copied',
    issuer: bank,
    from: -1,
    until: 100,
  });
  await importByCalls(page, certificate, null);
  const { list, detail, words } = shared.pages;
  await list.row('Copied').click();
  await detail.pane.getByRole('button', { name: words.detail.copyOf.replace('{{name}}', 'SHA-256') }).click();
  const said = words.common.copied.replace('{{what}}', 'SHA-256');
  await expect(page.getByRole('status', { name: words.common.messages }).getByText(said)).toBeVisible();
  // Pasting is the person's action and needs no page permission.
  const search = page.getByRole('searchbox');
  await search.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(search).toHaveValue(/^[0-9a-f]{64}$/);
});

test('[X01] the page cannot read the clipboard', async () => {
  const { page } = shared.app;
  const read = await inPageTask(page, async () => await navigator.clipboard.readText());
  expect(read).toEqual({ error: 'NotAllowedError' });
});

test('[X01] the page may write to the clipboard and has no other permission', async ({ hostKind }) => {
  test.skip(hostKind === 'electron', 'Electron loads no other page; its guard is checked in checklist.test.ts');
  const { page } = shared.app;
  const session = await page.context().newCDPSession(page);
  const names = ['clipboard-write', 'clipboard-read', 'geolocation', 'notifications'];
  const { result } = await session.send('Runtime.evaluate', {
    expression: `Promise.all(${JSON.stringify(names)}.map(async (name) => (await navigator.permissions.query({ name })).state)).then(String)`,
    awaitPromise: true,
  });
  expect(result.value).toBe('granted,denied,denied,denied');
});
