// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../../support/fixtures.ts';
import { choosePlace } from '../../pages/dialogs/choose-place.ts';
import { importByCalls } from '../../support/apps/in-page.ts';
import { shareApp } from '../../support/apps/shared-app.ts';
import { makeIdentityFiles } from '../../../support/openssl/openssl-identity.ts';

const shared = shareApp('en', { theme: 'dark' });

test('[L08] the list is exported as a table with the filter and order on screen', async () => {
  const { folder, pages } = shared;
  const { page, list, words } = pages;
  for (const [name, days] of [
    ['listed-b', 300],
    ['listed-a', 200],
    ['other', 100],
  ] as const) {
    const { certificate } = makeIdentityFiles(folder, name, { subject: `/CN=${name}`, days });
    await importByCalls(page, certificate, null);
  }
  // These are self-signed CAs, which the list hides by default.
  await list.tick(/CA certificates/, true);
  await list.search.fill('listed');
  await expect(list.rows).toHaveCount(2);
  await list.press(words.list.fileOpen);
  const dialog = page.getByRole('dialog', { name: words.list.fileTitle });
  const target = path.join(folder, 'list.csv');
  await choosePlace(dialog, words, target);
  await dialog.getByRole('button', { name: words.list.fileWrite }).click();
  // Wait for the result: the path was already on screen.
  await dialog.getByText('List of 2 certificates saved').waitFor();
  const rows = readFileSync(target, 'utf8').trim().split('\r\n').slice(1);
  expect(rows.map((row) => row.split(',')[0])).toEqual(['listed-a', 'listed-b']);
});
