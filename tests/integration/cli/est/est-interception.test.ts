// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { newCliVault } from '../../../support/backup/cli-vault.ts';
import {
  anchored,
  estServer,
  estSubject,
  ownOf,
  refusal,
  requestsOf,
  secretFile,
} from '../../../support/enrolment/est-cli.ts';
import { estServerUnavailable } from '../../../support/enrolment/est-server.ts';
import { startTlsProxy } from '../../../support/enrolment/tls-proxy.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';

const missing = estServerUnavailable();

describe.skipIf(missing !== null)(
  `an interceptor in front of Cisco's estserver${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test('[E04] [E07] is detected before any request, code or certificate is sent, as its own log shows', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const proxy = await startTlsProxy(vault.folder, Number(new URL(est.url).port));
      const profile = est.profile({ url: `https://127.0.0.1:${proxy.port}/.well-known/est` });
      const login = ['--reference', est.user, '--code-file', secretFile(vault, est.password)];
      const opened = ['--passphrase-file', vault.passphraseFile];
      const enrol = ['enrol', '--profile', profile, ...estSubject, '--algorithm', 'ec-p256'];
      // Without interception, one certificate is issued; a second request waits for its code.
      const first = await vault.cli(...enrol, ...anchored(est), ...login);
      const old = String(first.json?.value.certificate);
      expect(refusal(await vault.cli(...enrol, ...anchored(est)))).toEqual([3, 'code-missing']);
      const waiting = (await requestsOf(vault))[1].id;
      const issued = est.issued();
      await nextSecond();

      proxy.intercept();
      const ways = [
        [...enrol, ...anchored(est), ...login],
        ['pending', 'check', waiting, ...anchored(est), ...login],
        ['renew', old, ...anchored(est), ...opened],
      ];
      for (const words of ways) {
        const answer = await vault.cli(...words);
        expect([...refusal(answer), answer.json?.error?.details['finding']]).toEqual([
          8,
          'server-untrusted',
          'server-other-authority',
        ]);
      }
      // Each command's preflight makes one more connection; neither carries data.
      const met = proxy.connections();
      expect({ met, readByProxy: proxy.read() }).toEqual({ met: ways.length * 2, readByProxy: '' });
      expect((await requestsOf(vault)).map(({ state }: { state: string }) => state)).toEqual(['done', 'pending']);
      expect({ own: (await ownOf(vault)).length, issued: est.issued() }).toEqual({ own: 1, issued });

      // Control: the interceptor reads the code if the client trusts it.
      const fooled = await vault.cli('pending', 'check', waiting, '--anchor', proxy.anchor, '--yes', ...login);
      expect(refusal(fooled)).toEqual([8, 'reply-refused']);
      const code = Buffer.from(`${est.user}:${est.password}`).toString('base64');
      expect(proxy.read()).toContain(`Authorization: Basic ${code}`);
      console.info(`${ways.length} tries met another chain: ${met} connections, 0 octets inside them`);
    });
  },
);
