// SPDX-License-Identifier: Apache-2.0
import { axeCheck } from '../support/checks/axe-check.ts';
import { test } from '../support/fixtures.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { makeSoftHsmHome } from '../support/data/soft-hsm-home.ts';
import { makeStoreHome } from '../support/data/store-home.ts';
import { walkTokens } from '../support/walks/walk-tokens.ts';

makeStoreHome();
const softHsm = makeSoftHsmHome();
const shared = shareApp('zh-CN', { theme: 'light' });

test('[U02] [T02] axe finds nothing on the tokens screen', async () => {
  test.setTimeout(300_000);
  await walkTokens(shared, softHsm(), (name) => axeCheck(shared.app.page, name));
});
