// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import {
  anchored,
  certificatesOf,
  enrol,
  estServer,
  estSubject,
  login,
  refusal,
  requestsOf,
  secretFile,
  withSoftHsm,
} from '../../../support/enrolment/est-cli.ts';
import { estServerUnavailable } from '../../../support/enrolment/est-server.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { openssl, skipReason } from '../../../support/openssl/openssl.ts';
import { softHsmToken, softHsmUnavailable } from '../../../support/tokens/modules/softhsm.ts';

const missing = estServerUnavailable();
const missingToken = softHsmUnavailable();

async function publicKey(vault: CliVault, sha256: string): Promise<string> {
  const out = join(vault.folder, `${sha256.slice(0, 8)}.pem`);
  await vault.cli('export', sha256, '--format', 'pem', '-o', out, '--yes');
  return openssl(['x509', '-in', out, '-noout', '-pubkey']).toString();
}
const statuses = async (vault: CliVault) =>
  Object.fromEntries(
    (await certificatesOf(vault))
      .filter(({ subject }: { subject: string }) => subject.includes('张三'))
      .map(({ sha256, status }: Record<string, string>) => [sha256, status]),
  );

describe.skipIf(missing !== null)(
  `the key of a renewal at Cisco's estserver${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test.each(['--same-key', 'renewalKey'])(
      '[E07] %s: the new certificate has the old key, which the vault keeps once',
      async (way) => {
        const [vault, est] = [await newCliVault(), await estServer()];
        const opened = ['--passphrase-file', vault.passphraseFile];
        const profile = est.profile(way === 'renewalKey' ? { renewalKey: 'same' } : {});
        const first = ['--profile', profile, ...estSubject, ...anchored(est), ...login(vault, est)];
        const old = String((await vault.cli('enrol', ...first, '--algorithm', 'ec-p256')).json?.value.certificate);
        await nextSecond();
        const words = ['renew', old, ...anchored(est), ...opened, ...(way === 'renewalKey' ? [] : [way])];
        expect(refusal(await vault.cli(...words, '--algorithm', 'ec-p256'))).toEqual([2, 'usage']);
        const answer = await vault.cli(...words);
        expect(answer.json?.value).toMatchObject({
          renews: old,
          request: { state: 'done', purpose: 'renew', renews: old },
        });
        const fresh = String(answer.json?.value.certificate);
        expect(await statuses(vault)).toEqual({ [old]: 'superseded', [fresh]: 'valid' });
        expect(await publicKey(vault, fresh)).toBe(await publicKey(vault, old));
        const verified = await vault.cli('vault', 'verify', ...opened);
        expect(verified.json?.value).toMatchObject({ clean: true, keys: 1, keysOpened: true });
        expect(est.log()).toContain('simplereenroll');
      },
    );

    test('[E07] [E03] a pending renewal with the same key does not end with the old certificate', async () => {
      const [vault, est] = [await newCliVault(), await estServer('-o', '-m', '4')];
      const opened = ['--passphrase-file', vault.passphraseFile];
      const again = async () => vault.cli('pending', 'check', ...anchored(est), ...login(vault, est));
      let last = await enrol(vault, est, '--algorithm', 'ec-p256');
      while (last.json?.value.pending) {
        await nextSecond();
        last = await again();
      }
      const old = String(last.json?.value.certificate);
      await nextSecond();
      const words = ['renew', old, '--same-key', ...anchored(est), ...opened];
      last = await vault.cli(...words);
      const id = String(last.json?.value.pending.id);
      expect(last.json?.value.pending).toMatchObject({ state: 'pending', purpose: 'renew', renews: old });
      expect(await requestsOf(vault)).toMatchObject([{ state: 'done' }, { id, state: 'pending', certificate: null }]);
      while (last.json?.value.pending) {
        await nextSecond();
        last = await vault.cli(...words);
      }
      const fresh = String(last.json?.value.certificate);
      expect(fresh).not.toBe(old);
      expect(await statuses(vault)).toEqual({ [old]: 'superseded', [fresh]: 'valid' });
      expect(await requestsOf(vault)).toMatchObject([{ certificate: old }, { id, certificate: fresh, renews: old }]);
    });

    test('[E07] renew reports an existing renewal and requests no other without --another', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const opened = ['--passphrase-file', vault.passphraseFile];
      const old = String((await enrol(vault, est, '--algorithm', 'ec-p256')).json?.value.certificate);
      await nextSecond();
      const words = ['renew', old, ...anchored(est), ...opened, '--no-install'];
      const fresh = String((await vault.cli(...words, '--algorithm', 'ec-p256')).json?.value.certificate);
      for (const more of [[], ['--same-key']]) {
        const again = await vault.cli(...words, ...more);
        expect(again.json?.value).toEqual({ certificate: fresh, renews: old });
      }
      expect({ issued: est.issued(), requests: (await requestsOf(vault)).length }).toEqual({ issued: 2, requests: 2 });
      await nextSecond();
      const other = String((await vault.cli(...words, '--another', '--same-key')).json?.value.certificate);
      expect({ issued: est.issued(), certificates: Object.keys(await statuses(vault)).length }).toEqual({
        issued: 3,
        certificates: 3,
      });
      // `renew` reports the latest renewal.
      expect((await vault.cli(...words)).json?.value).toEqual({ certificate: other, renews: old });
      // With both renewals deleted, `renew` requests another.
      await vault.cli('delete', other, '--yes', '--force');
      await vault.cli('delete', fresh, '--yes', '--force');
      const anew = await vault.cli(...words, '--algorithm', 'ec-p256');
      expect({ renews: anew.json?.value.renews, issued: est.issued() }).toEqual({ renews: old, issued: 4 });
    });

    test('[E07] a certificate without a key is reported, and nothing is requested', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const other = await newCliVault();
      const issued = String((await enrol(other, est)).json?.value.certificate);
      const file = join(vault.folder, 'other.pem');
      await other.cli('export', issued, '--format', 'pem', '-o', file);
      await vault.cli('import', file);
      const words = ['renew', issued, '--profile', est.profile(), ...anchored(est)];
      expect(refusal(await vault.cli(...words))).toEqual([1, 'key-missing']);
      expect({ requests: await requestsOf(vault), issued: est.issued() }).toEqual({ requests: [], issued: 1 });
    });

    describe.skipIf(missingToken !== null)(
      `on SoftHSM${skipReason(missingToken === null ? [] : [missingToken])}`,
      () => {
        test('[E07] [E03] [T07] pending check continues a renewal only with a code and the PIN', async () => {
          const [vault, est] = [await newCliVault(), await estServer()];
          const { cli, key, module, pin } = await withSoftHsm(vault);
          const asked = [...estSubject, ...anchored(est), ...login(vault, est), ...key, '--algorithm', 'ec-p256'];
          const old = String((await cli('enrol', '--profile', est.profile(), ...asked)).json?.value.certificate);
          await nextSecond();
          const first = await cli('renew', old, ...anchored(est), ...module, ...pin, '--algorithm', 'ec-p256');
          expect(refusal(first)).toEqual([3, 'code-missing']);
          const words = ['pending', 'check', ...anchored(est), ...login(vault, est)];
          // The new key must sign before its certificate is accepted.
          expect(refusal(await cli(...words))).toEqual([3, 'pin-needed']);
          expect((await cli(...words, ...module, ...pin)).json?.value).toMatchObject({
            request: { state: 'done', purpose: 'renew', renews: old },
          });
          expect({ certificates: Object.keys(await statuses(vault)).length, issued: est.issued() }).toEqual({
            certificates: 2,
            issued: 2,
          });
        });

        test.each(['rsa-2048', 'ec-p256'])(
          '[E07] [T07] %s: renews with a code and a new key on the same token, then with the same key again',
          async (algorithm) => {
            const [vault, est] = [await newCliVault(), await estServer()];
            const { cli, key, module, pin } = await withSoftHsm(vault);
            const asked = [...estSubject, ...anchored(est), ...login(vault, est), ...key, '--algorithm', algorithm];
            const old = String((await cli('enrol', '--profile', est.profile(), ...asked)).json?.value.certificate);
            await nextSecond();
            const words = ['renew', old, ...anchored(est), ...module, ...pin];
            // Without a code the request is stored, with its key on the token.
            const first = await cli(...words, '--algorithm', algorithm);
            expect(refusal(first)).toEqual([3, 'code-missing']);
            const [, kept] = await requestsOf(vault);
            expect(kept).toMatchObject({ state: 'pending', purpose: 'renew', renews: old, algorithm });
            expect(kept.token).toMatch(/^[0-9a-f]+$/);
            const answer = await cli(...words, ...login(vault, est));
            expect(answer.json?.value).toMatchObject({ renews: old, request: { id: kept.id, state: 'done' } });
            const fresh = String(answer.json?.value.certificate);
            expect(await statuses(vault)).toEqual({ [old]: 'superseded', [fresh]: 'valid' });
            expect(await publicKey(vault, fresh)).not.toBe(await publicKey(vault, old));
            // A repeated `renew` reports the certificate and requests no second one.
            const repeated = await cli(...words, ...login(vault, est));
            expect({ value: repeated.json?.value, issued: est.issued() }).toMatchObject({
              value: { certificate: fresh, renews: old },
              issued: 2,
            });
            await nextSecond();
            const wrongPin = ['--pin-file', secretFile(vault, '99999999')];
            const wrong = await cli(
              'renew',
              fresh,
              '--same-key',
              ...anchored(est),
              ...login(vault, est),
              ...module,
              ...wrongPin,
            );
            expect(wrong.json?.error).toMatchObject({ code: 'wrong-pin', details: { token: softHsmToken.label } });
            const same = await cli(
              'renew',
              fresh,
              '--same-key',
              ...anchored(est),
              ...module,
              ...pin,
              ...login(vault, est),
            );
            expect(same.json?.error).toBeUndefined();
            const newest = String(same.json?.value.certificate);
            expect(await publicKey(vault, newest)).toBe(await publicKey(vault, fresh));
            expect(await statuses(vault)).toMatchObject({ [fresh]: 'superseded', [newest]: 'valid' });
            expect({ simplereenroll: est.log().includes('simplereenroll'), issued: est.issued() }).toEqual({
              simplereenroll: false,
              issued: 3,
            });
            expect((await cli('vault', 'verify')).json?.value).toMatchObject({ clean: true, keys: 0 });
            const other = await cli(...words, ...login(vault, est), '--another', '--algorithm', algorithm);
            expect(other.json?.value).toMatchObject({ renews: old, request: { state: 'done' } });
            expect([fresh, newest].includes(other.json?.value.certificate)).toBe(false);
            expect(est.issued()).toBe(4);
          },
        );
      },
    );
  },
);
