// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newCliVault } from '../../../support/backup/cli-vault.ts';
import {
  anchored,
  enrol,
  estServer,
  estSubject,
  login,
  ownOf,
  requestsOf,
  withSoftHsm,
} from '../../../support/enrolment/est-cli.ts';
import { estServerUnavailable, type EstTestServer } from '../../../support/enrolment/est-server.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { softHsmUnavailable } from '../../../support/tokens/modules/softhsm.ts';

const missing = estServerUnavailable();
const missingToken = softHsmUnavailable();
const everything = process.env['CERTSTEWARD_TEST_EVERYTHING'] !== undefined;
/** When to kill: just after the server gets the request, and at several delays after it serves the chain. */
const steps = [
  ...(everything ? [0, 15] : [15]).map((delayMs) => ({ after: 'enroll', delayMs })),
  ...(everything ? [0, 20, 40, 70, 110, 160, 230, 320] : [0, 20, 70, 160, 320]).map((delayMs) => ({
    after: 'cacerts',
    delayMs,
  })),
];

function killAt(est: EstTestServer, pattern: RegExp, delayMs: number) {
  const from = est.log().length;
  return (pid: number): void => {
    const timer = setInterval(() => {
      if (!pattern.test(est.log().slice(from))) return;
      clearInterval(timer);
      globalThis.setTimeout(() => killQuietly(pid), delayMs);
    }, 1);
    globalThis.setTimeout(() => clearInterval(timer), 60_000);
  };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // Already exited.
  }
}

describe.skipIf(missing !== null)(
  `killed after the request went to Cisco's estserver${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test(
      `[E03] [E04] [K08] enrol at ${steps.length} moments resumes with one certificate each time`,
      { timeout: 300_000 },
      async () => {
        const [vault, est] = [await newCliVault(), await estServer()];
        const found = { killed: 0, waiting: 0, arrived: 0 };
        for (const [index, { after, delayMs }] of steps.entries()) {
          const words = [
            'enrol',
            '--profile',
            est.profile(),
            '--subject',
            `CN=持有人 ${index}`,
            '--algorithm',
            'ec-p256',
          ];
          const where = ['--json', '--vault', join(vault.folder, 'vault')];
          // cacerts is also fetched before simpleenroll, so wait for the later one.
          const onStart = killAt(est, after === 'enroll' ? /simpleenroll/ : /simpleenroll[^]*cacerts/, delayMs);
          const ended = await runCli([...words, ...anchored(est), ...login(vault, est), ...where], { onStart });
          if (ended.signal === 'SIGKILL') found.killed += 1;
          const request = (await requestsOf(vault))[index];
          found[request.state === 'done' ? 'arrived' : 'waiting'] += 1;
          const resumed = await vault.cli('pending', 'check', request.id, ...anchored(est), ...login(vault, est));
          expect(resumed.json?.value.request).toMatchObject({ id: request.id, state: 'done' });
          const own = await ownOf(vault);
          expect(own.map(({ subject }: { subject: string }) => subject).toSorted()).toEqual(
            Array.from({ length: index + 1 }, (_, n) => `CN=持有人 ${n}`).toSorted(),
          );
        }
        expect(await requestsOf(vault)).toHaveLength(steps.length);
        const verified = await vault.cli('vault', 'verify', '--passphrase-file', vault.passphraseFile);
        expect(verified.json?.value).toMatchObject({ clean: true, keysOpened: true, keys: steps.length });
        console.info(`enrol: ${JSON.stringify(found)} of ${steps.length}; the authority issued ${est.issued()}`);
        expect(found.killed).toBeGreaterThan(2);
      },
    );

    test(
      `[E03] [E07] [K08] renew at ${steps.length} moments keeps the old certificate until the new one is in`,
      { timeout: 300_000 },
      async () => {
        const [vault, est] = [await newCliVault(), await estServer()];
        const opened = ['--passphrase-file', vault.passphraseFile];
        let old = String((await enrol(vault, est, '--algorithm', 'ec-p256')).json?.value.certificate);
        const found = { killed: 0, waiting: 0, arrived: 0 };
        for (const [index, { after, delayMs }] of steps.entries()) {
          await nextSecond();
          const words = ['renew', old, ...anchored(est), ...opened, '--algorithm', 'ec-p256'];
          const onStart = killAt(est, after === 'enroll' ? /simplereenroll/ : /simplereenroll[^]*cacerts/, delayMs);
          const ended = await runCli([...words, '--json', '--vault', join(vault.folder, 'vault')], { onStart });
          if (ended.signal === 'SIGKILL') found.killed += 1;
          const request = (await requestsOf(vault))[index + 1];
          expect(request).toMatchObject({ purpose: 'renew', renews: old });
          found[request.state === 'done' ? 'arrived' : 'waiting'] += 1;
          if (request.state === 'pending') {
            expect((await ownOf(vault)).find(({ sha256 }: { sha256: string }) => sha256 === old).status).toBe('valid');
            expect((await vault.cli(...words)).json?.value.request).toMatchObject({ id: request.id, state: 'done' });
          }
          const [own, requests] = [await ownOf(vault), await requestsOf(vault)];
          expect({ own: own.length, requests: requests.length }).toEqual({ own: index + 2, requests: index + 2 });
          const valid = own.filter(({ status }: { status: string }) => status === 'valid');
          expect(valid.map(({ sha256 }: { sha256: string }) => sha256)).toEqual([requests[index + 1].certificate]);
          old = requests[index + 1].certificate;
        }
        console.info(`renew: ${JSON.stringify(found)} of ${steps.length}; the authority issued ${est.issued()}`);
        expect(found.killed).toBeGreaterThan(2);
      },
    );

    test.skipIf(missingToken !== null)(
      `[E03] [E04] [T07] enrol on SoftHSM${skipReason(missingToken === null ? [] : [missingToken])} resumes without the token`,
      async () => {
        const [vault, est] = [await newCliVault(), await estServer()];
        const { cli, key, environment } = await withSoftHsm(vault);
        const words = ['enrol', '--profile', est.profile(), ...estSubject, '--algorithm', 'ec-p256', ...key];
        const where = ['--json', '--vault', join(vault.folder, 'vault')];
        const onStart = killAt(est, /simpleenroll/, 0);
        const ended = await runCli([...words, ...anchored(est), ...login(vault, est), ...where], {
          onStart,
          environment,
        });
        expect(ended.signal).toBe('SIGKILL');
        const [request] = await requestsOf(vault);
        expect(request).toMatchObject({ state: 'pending', token: expect.stringMatching(/^[0-9a-f]+$/) });
        const resumed = await vault.cli('pending', 'check', ...anchored(est), ...login(vault, est));
        expect(resumed.json?.value.request).toMatchObject({ id: request.id, state: 'done' });
        expect((await cli('vault', 'verify')).json?.value).toMatchObject({ clean: true, keys: 0 });
        expect(await requestsOf(vault)).toHaveLength(1);
      },
    );
  },
);
