// SPDX-License-Identifier: Apache-2.0
import { test } from '../support/fixtures.ts';
import { pictures } from '../support/checks/pictures.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { makeSoftHsmHome } from '../support/data/soft-hsm-home.ts';
import { makeStoreHome } from '../support/data/store-home.ts';
import { walkTokens } from '../support/walks/walk-tokens.ts';

makeStoreHome();
const softHsm = makeSoftHsmHome();
const shared = shareApp('en', { theme: 'light' });

test('[U01] [U03] [T02] takes pictures of the tokens screen', async () => {
  test.setTimeout(1_800_000);
  const take = pictures('tokens');
  await walkTokens(shared, softHsm(), (name) => take(shared.app.page, name));
});
