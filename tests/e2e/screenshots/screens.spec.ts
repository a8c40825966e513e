// SPDX-License-Identifier: Apache-2.0
import { test } from '../support/fixtures.ts';
import { walkManyCertificates } from '../support/data/list-screens.ts';
import { pictures } from '../support/checks/pictures.ts';
import { walkCertificates, walkFirstImport, walkRooms } from '../support/checks/screens.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { walkTrust } from '../support/walks/walk-trust.ts';
import { walkSecurity } from '../support/walks/walk-security.ts';

/**
 * A picture of every screen in both languages, both themes and three sizes, for review: out/screens/. The walk is in
 * English; taking a picture switches language and theme, even while a dialog is open.
 */
const shared = shareApp('en', { theme: 'light' });
let take: ReturnType<typeof pictures>;
const picture = (name: string) => take(shared.app.page, name);

test.beforeAll(() => {
  take = pictures('screens');
});
test.beforeEach(() => test.setTimeout(1_800_000));

test('[U01] [U03] takes pictures of the first import and the recovery code', () => walkFirstImport(shared, picture));
test('[U01] [U03] takes pictures of list, detail, export and unlocking', () => walkCertificates(shared, picture));
test('[U01] [U03] [L06] takes pictures of groups, selection, deleting and Recently deleted', () =>
  walkManyCertificates(shared, picture));
test('[U01] [U03] takes pictures of the other screens, settings and large text', () => walkRooms(shared, picture));
test('[U01] [U03] [V04] takes pictures of chains and trusted CAs', () => walkTrust(shared, picture));
test('[U01] [U03] takes pictures of security, activity log and lost passphrase', () => walkSecurity(shared, picture));
