// SPDX-License-Identifier: Apache-2.0
import { test } from '../support/fixtures.ts';
import { pictures } from '../support/checks/pictures.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { makeSoftHsmHome } from '../support/data/soft-hsm-home.ts';
import { walkTokenProtector } from '../support/walks/walk-token-protector.ts';

const softHsm = makeSoftHsmHome();
const shared = shareApp('en', { theme: 'light' });

test('[U01] [U03] [T12] takes pictures of a token that unlocks the vault', async () => {
  test.setTimeout(1_800_000);
  const take = pictures('token-protector');
  await walkTokenProtector(shared, softHsm(), (name) => take(shared.app.page, name));
});
