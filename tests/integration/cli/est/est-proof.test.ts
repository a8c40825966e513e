// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { newCliVault } from '../../../support/backup/cli-vault.ts';
import {
  anchored,
  certificatesOf,
  enrol,
  estServer,
  estSubject,
  login,
  ownOf,
  refusal,
  requestsOf,
  withSoftHsm,
} from '../../../support/enrolment/est-cli.ts';
import { certsOnly, startEstImitation, type Answer } from '../../../support/enrolment/est-imitation.ts';
import { estServerUnavailable } from '../../../support/enrolment/est-server.ts';
import { openssl, skipReason } from '../../../support/openssl/openssl.ts';
import { softHsmUnavailable } from '../../../support/tokens/modules/softhsm.ts';

const missing = estServerUnavailable();
const missingToken = softHsmUnavailable();
/** CsrAttrs with challengePassword alone. */
const wantsProof = Buffer.from('300b06092a864886f70d010907', 'hex').toString('base64');

describe('[E04] a server that wants a request tied to its connection (RFC 7030 §3.5)', () => {
  async function against(issuing: Answer, tls: Parameters<typeof startEstImitation>[2]) {
    const vault = await newCliVault();
    const answer: Answer = (operation, response, ...more) => {
      if (operation === 'csrattrs') response.end(wantsProof);
      else if (operation === 'simpleenroll') issuing(operation, response, ...more);
      else response.writeHead(404).end();
    };
    const server = await startEstImitation(vault.folder, answer, tls);
    const profile = join(vault.folder, 'est.json');
    writeFileSync(profile, JSON.stringify({ name: 'EST', protocol: 'est', url: server.url }));
    const asked = ['--profile', profile, ...estSubject, '--anchor', server.authority.certificate, '--yes'];
    const opened = ['--passphrase-file', vault.passphraseFile];
    return { vault, server, opened, enrol: async (...more: string[]) => vault.cli('enrol', ...asked, ...more) };
  }

  test('the challenge password is the tls-unique of this handshake, and the kept request has none', async () => {
    const seen: string[] = [];
    const issuing: Answer = (_operation, response, csr, authority) => {
      const finished = (response.socket as TLSSocket).getPeerFinished()?.toString('base64') ?? '';
      const sent = openssl(['req', '-in', csr, '-noout', '-text', '-verify']).toString();
      seen.push(finished, /challengePassword\s*:\s*(\S+)/.exec(sent)?.[1] ?? '');
      response.end(certsOnly(authority.issue(csr, 'issued')));
    };
    const { vault, opened, enrol: apply } = await against(issuing, {});
    expect(refusal(await apply())).toEqual([7, 'vault-locked']);
    const [{ id }] = await requestsOf(vault);
    const out = join(vault.folder, 'kept.csr');
    await vault.cli('pending', 'export', id, '-o', out);
    expect(openssl(['req', '-in', out, '-noout', '-text']).toString()).not.toContain('challengePassword');
    expect(seen).toEqual([]);
    expect((await apply(...opened)).json?.value).toMatchObject({ request: { state: 'done' } });
    const [finished, challenge] = seen;
    expect(finished).toMatch(/^[A-Za-z0-9+/]{16}$/);
    expect(challenge).toBe(finished);
  });

  test('TLS 1.3 is reported to have no tls-unique, and the request is kept unsent', async () => {
    const { vault, server, opened, enrol: apply } = await against(() => undefined, { minVersion: 'TLSv1.3' });
    const answer = await apply(...opened);
    expect({ refusal: refusal(answer), details: answer.json?.error?.details }).toEqual({
      refusal: [4, 'protocol-unsupported'],
      details: { protocol: 'tls-unique' },
    });
    // The request wasn't sent.
    expect(server.asked).toEqual(['GET /.well-known/est/cacerts', 'GET /.well-known/est/csrattrs']);
    expect(await requestsOf(vault)).toMatchObject([{ state: 'pending' }]);
  });
});

describe.skipIf(missing !== null)(
  `tls-unique at Cisco's estserver${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test.each(['rsa-2048', 'ec-p256'])('[E04] [E07] a %s key in the vault is issued and renewed', async (algorithm) => {
      const [vault, est] = [await newCliVault(), await estServer('-o', '-t')];
      const opened = ['--passphrase-file', vault.passphraseFile];
      const answer = await enrol(vault, est, '--algorithm', algorithm, ...opened);
      expect(answer.json?.value).toMatchObject({ request: { state: 'done', algorithm } });
      const old = String(answer.json?.value.certificate);
      const renewed = await vault.cli('renew', old, ...anchored(est), ...opened, '--algorithm', algorithm);
      expect(renewed.json?.value).toMatchObject({ request: { state: 'done', algorithm }, renews: old });
      expect({ own: (await ownOf(vault)).length, issued: est.issued() }).toEqual({ own: 2, issued: 2 });
    });

    test('[E04] the server declines the same request without the proof', async () => {
      const [vault, est] = [await newCliVault(), await estServer('-o', '-t')];
      // The locked vault stores the request without a proof; a different client then sends it.
      expect(refusal(await enrol(vault, est))).toEqual([7, 'vault-locked']);
      const out = join(vault.folder, 'kept.csr');
      await vault.cli('pending', 'export', (await requestsOf(vault))[0].id, '-o', out);
      // estserver answers a missing proof with 401; without `-t` it accepts the same request.
      expect({ status: await est.send('simpleenroll', out), issued: est.issued() }).toEqual({ status: 401, issued: 0 });
      expect(await (await estServer('-o')).send('simpleenroll', out)).toBe(200);
      const opened = ['--passphrase-file', vault.passphraseFile];
      const checked = await vault.cli('pending', 'check', ...anchored(est), ...login(vault, est), ...opened);
      expect(checked.json?.value).toMatchObject({ request: { state: 'done' } });
      expect(est.issued()).toBe(1);
    });

    test.skipIf(missingToken !== null).each(['rsa-2048', 'ec-p256'])(
      `[E04] [T07] a %s key on SoftHSM${skipReason(missingToken === null ? [] : [missingToken])} signs the proof of the connection`,
      async (algorithm) => {
        const [vault, est] = [await newCliVault(), await estServer('-o', '-t')];
        const { cli, key, module, pin } = await withSoftHsm(vault);
        const asked = [...estSubject, ...anchored(est), ...key, '--algorithm', algorithm];
        // Without a code, the request is stored, then retried with the token.
        expect(refusal(await cli('enrol', '--profile', est.profile(), ...asked))).toEqual([3, 'code-missing']);
        const checked = ['pending', 'check', ...anchored(est), ...login(vault, est)];
        expect(refusal(await cli(...checked, ...module))).toEqual([3, 'pin-needed']);
        const answer = await cli(...checked, ...module, ...pin);
        expect(answer.json?.value).toMatchObject({ request: { state: 'done', algorithm } });
        expect({ certificates: (await certificatesOf(vault)).length, issued: est.issued() }).toEqual({
          certificates: 2,
          issued: 1,
        });
      },
    );
  },
);
