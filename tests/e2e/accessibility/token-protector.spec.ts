// SPDX-License-Identifier: Apache-2.0
import { axeCheck } from '../support/checks/axe-check.ts';
import { test } from '../support/fixtures.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { makeSoftHsmHome } from '../support/data/soft-hsm-home.ts';
import { walkTokenProtector } from '../support/walks/walk-token-protector.ts';

const softHsm = makeSoftHsmHome();
const shared = shareApp('zh-CN', { theme: 'light' });

test('[U02] [T12] axe finds nothing while a token unlocks the vault', async () => {
  test.setTimeout(300_000);
  await walkTokenProtector(shared, softHsm(), (name) => axeCheck(shared.app.page, name));
});
