// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createRequestClock } from '../../../main/enrolment/background/request-clock.ts';
import { newCliVault, type CliVault } from '../../support/backup/cli-vault.ts';
import { startCmpServer } from '../../support/enrolment/cmp-server.ts';
import { anchored, enrol, estServer, login, ownOf, requestsOf, secretFile } from '../../support/enrolment/est-cli.ts';
import { estServerUnavailable } from '../../support/enrolment/est-server.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';
import { nextSecond } from '../../support/openssl/next-second.ts';
import { skipReason } from '../../support/openssl/openssl.ts';

const missing = estServerUnavailable();
const hour = 3_600_000;

/** An app's services on the vault, and polling in which each tick is two hours later. */
function appFor(vault: CliVault) {
  let now = Date.now();
  const arrived: string[] = [];
  const services = servicesOf(vault);
  const clock = createRequestClock({
    enrolment: services.enrolment,
    // Only polling uses this clock: a wrong clock in the services would block contact.
    now: () => new Date(now),
    isLocked: async () => (await services.vault.current())?.isUnlocked !== true,
    arrived: ({ id }) => void arrived.push(id),
    every: () => undefined,
    failed: (error) => {
      throw error;
    },
  });
  return {
    arrived,
    tick: async () => {
      now += 2 * hour;
      await clock.tick();
    },
    unlock: async () => (await services.vault.require()).unlock({ kind: 'passphrase', secret: vault.passphrase }),
  };
}

describe.skipIf(missing !== null)(
  `a renewal that Cisco's estserver leaves pending${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test('[E07] [E04] is polled in the background with the old certificate and no code once unlocked', async () => {
      const [vault, est] = [await newCliVault(), await estServer('-o', '-m', '3')];
      const profile = est.profile({ anchor: readFileSync(est.anchor, 'utf8') });
      let last = await enrol(vault, est, '--profile', profile, '--algorithm', 'ec-p256');
      while (last.json?.value.pending) {
        await setTimeout(1000);
        last = await vault.cli('pending', 'check', ...anchored(est), ...login(vault, est));
      }
      const old = String(last.json?.value.certificate);
      const opened = ['--passphrase-file', vault.passphraseFile];
      await vault.cli('profiles', 'confirm', 'EST', '--host', '127.0.0.1', ...opened);
      await nextSecond();
      const words = ['renew', old, '--algorithm', 'ec-p256', ...opened];
      const id = String((await vault.cli(...words)).json?.value.pending.id);
      const before = est.log().length;

      const app = appFor(vault);
      await app.tick();
      expect(est.log().slice(before)).not.toContain('enroll');
      await app.unlock();
      for (let tries = 0; tries < 10 && app.arrived.length === 0; tries += 1) {
        await setTimeout(1000);
        await app.tick();
      }
      expect(app.arrived).toEqual([id]);
      const asked = est.log().slice(before);
      expect(asked).toContain('/simplereenroll');
      expect(asked).not.toMatch(/\/simpleenroll|Authorization/);
      expect(await requestsOf(vault)).toMatchObject([{ certificate: old }, { id, state: 'done', renews: old }]);
      expect((await ownOf(vault)).map(({ status }: { status: string }) => status).toSorted()).toEqual([
        'superseded',
        'valid',
      ]);
    });
  },
);

test('[E07] [E09] a pending CMP renewal continues in the background once the vault is unlocked', async () => {
  const [vault, cmp] = [await newCliVault(), await startCmpServer()];
  onTestFinished(async () => cmp.stop());
  const opened = ['--passphrase-file', vault.passphraseFile];
  const profile = cmp.profile({ anchor: readFileSync(cmp.anchor, 'utf8') });
  const code = ['--reference', cmp.reference, '--code-file', secretFile(vault, cmp.code)];
  const made = await vault.cli('enrol', '--profile', profile, '--subject', 'CN=Zhang San,C=CN', '--yes', ...code);
  const old = String(made.json?.value.certificate);
  await vault.cli('profiles', 'confirm', 'CMP', '--host', '127.0.0.1', ...opened);
  await nextSecond();
  cmp.restart({ signs: true, options: ['-poll_count', '2', '-check_after', '600'] });
  const id = String((await vault.cli('renew', old, ...opened)).json?.value.pending.id);
  const before = cmp.received.length;

  const app = appFor(vault);
  await app.tick();
  expect(cmp.received).toHaveLength(before);
  await app.unlock();
  await app.tick();
  expect(app.arrived).toEqual([id]);
  // pollReq and certConf (RFC 9810 §5.1.2): the same transaction continues.
  expect(cmp.received.slice(before)).toEqual([25, 24]);
  expect((await ownOf(vault)).map(({ status }: { status: string }) => status).toSorted()).toEqual([
    'superseded',
    'valid',
  ]);
});
