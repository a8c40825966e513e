// SPDX-License-Identifier: Apache-2.0
import { type EstTestServer, estServerUnavailable, startEstServer } from '../../support/enrolment/est-server.ts';
import { test } from '../support/fixtures.ts';
import { pictures } from '../support/checks/pictures.ts';
import { shareApp } from '../support/apps/shared-app.ts';
import { walkEst } from '../support/walks/walk-est.ts';

let server: EstTestServer | null = null;
const shared = shareApp('en', { theme: 'light' }, 'data', () => (server === null ? [] : [server.processId]));

test.afterAll(async () => server?.stop());

test('[U01] [U03] [E04] takes pictures of applying over EST', async () => {
  const reason = estServerUnavailable();
  test.skip(reason !== null, reason ?? '');
  test.setTimeout(1_800_000);
  server = await startEstServer(['-o', '-m', '2']);
  const take = pictures('est');
  await walkEst(shared, server, (name) => take(shared.app.page, name));
});
