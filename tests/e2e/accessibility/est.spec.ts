// SPDX-License-Identifier: Apache-2.0
import { type EstTestServer, estServerUnavailable, startEstServer } from '../../support/enrolment/est-server.ts';
import { axeCheck } from '../support/checks/axe-check.ts';
import { test } from '../support/fixtures.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { walkEst } from '../support/walks/walk-est.ts';

let server: EstTestServer | null = null;
const shared = shareApp('en', { theme: 'light' }, 'data', () => (server === null ? [] : [server.processId]));

test.afterAll(async () => server?.stop());

test('[U02] [E04] axe finds nothing while applying over EST', async () => {
  const reason = estServerUnavailable();
  test.skip(reason !== null, reason ?? '');
  test.setTimeout(300_000);
  server = await startEstServer(['-o', '-m', '2']);
  await walkEst(shared, server, (name) => axeCheck(shared.app.page, name));
});
