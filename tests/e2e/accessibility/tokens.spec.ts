// SPDX-License-Identifier: Apache-2.0
import { axeCheck } from '../support/axe-check.ts';
import { test } from '../support/fixtures.ts';
import { shareApp } from '../support/shared-app.ts';
import { makeSoftHsmHome } from '../support/soft-hsm-home.ts';
import { makeStoreHome } from '../support/store-home.ts';
import { walkTokens } from '../support/walk-tokens.ts';

makeStoreHome();
const softHsm = makeSoftHsmHome();
const shared = shareApp('zh-CN', { theme: 'light' });

test('[U02] [T02] axe finds nothing in the room of tokens', async () => {
  test.setTimeout(300_000);
  await walkTokens(shared, softHsm(), (name) => axeCheck(shared.app.page, name));
});
