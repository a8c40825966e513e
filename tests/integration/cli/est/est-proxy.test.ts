// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { expect, describe, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { anchored, estServer, estSubject, login, refusal } from '../../../support/enrolment/est-cli.ts';
import { estServerUnavailable, type EstTestServer } from '../../../support/enrolment/est-server.ts';
import { startTestProxy } from '../../../support/net/connect-proxy.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';

const missing = estServerUnavailable();

/** Enrols at a host name that only the proxy resolves. */
async function enrol(vault: CliVault, est: EstTestServer, environment: NodeJS.ProcessEnv) {
  const url = est.url.replace('127.0.0.1', 'est.example');
  const opened = ['--passphrase-file', vault.passphraseFile];
  const asked = ['enrol', '--profile', est.profile({ url }), ...estSubject, ...anchored(est), ...login(vault, est)];
  return await runCli([...asked, ...opened, '--json', '--vault', join(vault.folder, 'vault')], { environment });
}

describe.skipIf(missing !== null)(
  `EST at Cisco's estserver through a proxy${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test.each([
      ['without', ['-o']],
      ['with', ['-o', '-t']],
    ])('[E04] [X06] %s tls-unique the proxy gets only CONNECT and reads nothing', async (_name, options) => {
      const [vault, est, proxy] = [
        await newCliVault(),
        await estServer(...options),
        await startTestProxy({ login: 'staff:secret' }),
      ];
      const answer = await enrol(vault, est, { HTTPS_PROXY: proxy.url });
      expect(answer.json?.value).toMatchObject({ request: { state: 'done' } });
      expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT est.example:${new URL(est.url).port}`]));
      expect(est.issued()).toBe(1);
      for (const secret of [est.password, 'simpleenroll', 'Authorization']) expect(proxy.seen()).not.toContain(secret);
    });

    test('[E04] [X06] a proxy that refuses, wants a login or is gone is reported, and not bypassed', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const refusing = await startTestProxy({ refuse: /./ });
      const closed = await startTestProxy({ login: 'staff:secret' });
      for (const [proxy, reason] of [
        [refusing.url, 'EPROXY'],
        [`http://127.0.0.1:${closed.port}`, 'EPROXY'],
        ['socks5://127.0.0.1:1', 'EPROXY'],
        ['http://127.0.0.1:1', 'ECONNREFUSED'],
      ]) {
        const answer = await enrol(vault, est, { https_proxy: proxy });
        expect(answer.json?.error, proxy).toMatchObject({ code: 'server-unreachable', details: { reason } });
      }
      expect(est.issued()).toBe(0);
    });

    test('[E04] [X06] NO_PROXY bypasses the proxy, and so does this computer', async () => {
      const [vault, est, proxy] = [await newCliVault(), await estServer(), await startTestProxy()];
      const environment = { HTTPS_PROXY: proxy.url, NO_PROXY: 'est.example' };
      expect(refusal(await enrol(vault, est, environment))[1]).toBe('server-unreachable');
      const asked = ['enrol', '--profile', est.profile(), ...estSubject, ...anchored(est), ...login(vault, est)];
      const local = await runCli([...asked, '--json', '--vault', join(vault.folder, 'vault')], {
        environment: { HTTPS_PROXY: proxy.url },
      });
      expect(local.json?.value).toMatchObject({ request: { state: 'done' } });
      expect(proxy.asked).toEqual([]);
    });
  },
);
