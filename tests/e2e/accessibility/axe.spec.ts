// SPDX-License-Identifier: Apache-2.0
import { axe, axeCheck } from '../support/checks/axe-check.ts';
import { expect, test } from '../support/fixtures.ts';
import { walkManyCertificates } from '../support/data/list-screens.ts';
import { walkCertificates, walkFirstImport, walkRooms } from '../support/checks/screens.ts';
import { everyPicture, type Picture } from '../support/checks/pictures.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { walkTrust } from '../support/walks/walk-trust.ts';
import { walkSecurity } from '../support/walks/walk-security.ts';

const shared = shareApp('zh-CN', { theme: 'light' });

/** Takes pictures of every 25th screen, in out/sample. */
const sampled = 25;
let take: Picture;
let screens = 0;

async function check(name: string): Promise<void> {
  await axeCheck(shared.app.page, name);
  screens += 1;
  if (screens % sampled === 0) await take(shared.app.page, name);
}

test.beforeAll(() => {
  take = everyPicture('sample', 'zh-CN');
});
test.beforeEach(() => test.setTimeout(240_000));

test('[U02] axe finds nothing in the first import and the recovery code', () => walkFirstImport(shared, check));
test('[U02] axe finds nothing in list, detail, export and unlocking', () => walkCertificates(shared, check));
test('[U02] [L06] axe finds nothing in groups, selection, deleting and Recently deleted', () =>
  walkManyCertificates(shared, check));
test('[U02] axe finds nothing on the other screens, settings and large text', () => walkRooms(shared, check));
test('[U02] [V04] axe finds nothing in chains and trusted CAs', () => walkTrust(shared, check));
test('[U02] axe finds nothing in security, activity log and lost passphrase', () => walkSecurity(shared, check));

test('[U02] axe reports an added button without a name', async () => {
  const { page } = shared.app;
  await page.evaluate(() => document.querySelector('main')?.append(document.createElement('button')));
  const { violations } = await axe(page).analyze();
  expect(violations.map(({ id }) => id)).toContain('button-name');
});
