// SPDX-License-Identifier: Apache-2.0
import { shareApp } from '../support/apps/shared-app.ts';
import { axeCheck } from '../support/checks/axe-check.ts';
import { test } from '../support/fixtures.ts';
import { walkOverview } from '../support/walks/walk-overview.ts';

const shared = shareApp('en', { theme: 'light' });

test('[U02] [L09] axe finds nothing in any state of the overview', async () => {
  test.setTimeout(240_000);
  await walkOverview(shared, (name) => axeCheck(shared.app.page, name));
});
