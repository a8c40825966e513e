// SPDX-License-Identifier: Apache-2.0
import { axeCheck } from '../support/checks/axe-check.ts';
import { expect, test } from '../support/fixtures.ts';
import { pictures } from '../support/checks/pictures.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { makeStoreHome } from '../support/data/store-home.ts';
import { walkBrowsers } from '../support/walks/walk-browsers.ts';

const listed = makeStoreHome();
const shared = shareApp('en', { theme: 'light' });

test('[S01] [S03] [S06] [S08] [S09] [L03] [U02] a browser certificate is installed, tested and removed', async () => {
  test.setTimeout(300_000);
  const take = pictures('browsers');
  const seen = new Map<string, string>();
  await walkBrowsers(shared, async (name) => {
    seen.set(name, listed());
    await axeCheck(shared.app.page, name);
    await take(shared.app.page, name);
  });
  expect(seen.get('install, review')).not.toContain('孙八');
  expect(seen.get('install, result')).toContain('孙八');
  expect(seen.get('removed')).not.toContain('孙八');
});
