// SPDX-License-Identifier: Apache-2.0
import { test } from '../support/fixtures.ts';
import { pictures } from '../support/pictures.ts';
import { shareApp } from '../support/shared-app.ts';
import { makeSoftHsmHome } from '../support/soft-hsm-home.ts';
import { makeStoreHome } from '../support/store-home.ts';
import { walkTokens } from '../support/walk-tokens.ts';

/** Pictures of the room U盾 in both languages and both themes, for people to look at: out/tokens/. */
makeStoreHome();
const softHsm = makeSoftHsmHome();
const shared = shareApp('en', { theme: 'light' });

test('[U01] [U03] [T02] pictures of the room of tokens', async () => {
  test.setTimeout(300_000);
  const take = pictures('tokens');
  await walkTokens(shared, softHsm(), (name) => take(shared.app.page, name));
});
