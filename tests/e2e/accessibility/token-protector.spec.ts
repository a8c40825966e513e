// SPDX-License-Identifier: Apache-2.0
import { axeCheck } from '../support/axe-check.ts';
import { test } from '../support/fixtures.ts';
import { shareApp } from '../support/shared-app.ts';
import { makeSoftHsmHome } from '../support/soft-hsm-home.ts';
import { walkTokenProtector } from '../support/walk-token-protector.ts';

const softHsm = makeSoftHsmHome();
const shared = shareApp('zh-CN', { theme: 'light' });

test('[U02] [T12] axe finds nothing where a token opens the vault', async () => {
  test.setTimeout(300_000);
  await walkTokenProtector(shared, softHsm(), (name) => axeCheck(shared.app.page, name));
});
