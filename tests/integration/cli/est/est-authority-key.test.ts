// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { found, foundInFiles, textCanary } from '../../../e2e/support/checks/canary.ts';
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
  secretFile,
  withSoftHsm,
} from '../../../support/enrolment/est-cli.ts';
import { estServerUnavailable } from '../../../support/enrolment/est-server.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { openssl, skipReason } from '../../../support/openssl/openssl.ts';
import { softHsmUnavailable } from '../../../support/tokens/modules/softhsm.ts';

const missing = estServerUnavailable();
const missingToken = softHsmUnavailable();
const byAuthority = ['--key', 'authority', '--accept-authority-key'];

describe.skipIf(missing !== null)(
  `Cisco's estserver makes the key${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test('[E04] [E06] RSA: key and certificate arrive together, match and name the maker of the key', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const answer = await enrol(vault, est, ...byAuthority, '--place', '网上银行');
      expect(answer.json?.error).toBeUndefined();
      expect(answer.json?.value).toMatchObject({
        subject: 'CN=张三,C=CN',
        otherNames: [],
        request: { state: 'done', keyMadeBy: 'authority', lostAnswers: 0, algorithm: 'rsa-4096' },
      });
      // The announcement precedes the first contact.
      const events = answer.stderr.trim().split('\n');
      expect(events.slice(0, 2)).toEqual(['{"event":"authority-key"}', '{"event":"contact","host":"127.0.0.1"}']);
      expect(est.log()).toContain('serverkeygen');
      expect(est.log()).not.toContain('simpleenroll');
      const [listed] = await ownOf(vault);
      expect(listed).toMatchObject({ sha256: answer.json?.value.certificate, place: '网上银行', status: 'valid' });
      const shown = (await vault.cli('show', listed.sha256)).json?.value.certificate;
      expect(shown).toMatchObject({ keyMadeBy: 'authority', hasPrivateKey: true });
      const out = join(vault.folder, 'out.pem');
      await vault.cli('export', listed.sha256, '--format', 'pem', '-o', out);
      expect(openssl(['verify', '-CAfile', est.anchor, out]).toString()).toBe(`${out}: OK\n`);
      const key = join(vault.folder, 'key.pem');
      const password = secretFile(vault, '');
      const opening = ['--password-file', password, '--passphrase-file', vault.passphraseFile];
      const exported = await vault.cli(
        'export',
        listed.sha256,
        '--format',
        'pkcs8',
        '--allow-weak',
        ...opening,
        '-o',
        key,
      );
      expect(exported.json?.error).toBeUndefined();
      const spki = new X509Certificate(readFileSync(out)).publicKey.export({ type: 'spki', format: 'pem' });
      expect(openssl(['pkey', '-in', key, '-pubout']).toString()).toBe(spki);
      const verified = await vault.cli('vault', 'verify', '--passphrase-file', vault.passphraseFile);
      expect(verified.json?.value).toMatchObject({ clean: true, keysOpened: true, keys: 1 });
      const recorded = (await vault.cli('log')).json?.value.entries.map(({ event }: { event: string }) => event);
      expect(recorded).toContain('key-received');
    });

    test('[E04] the CA chooses the kind of key, and a key made here is not marked as the CA’s', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const elliptic = await enrol(vault, est, ...byAuthority, '--algorithm', 'ec-p256');
      // This server always makes RSA 4096 keys.
      expect(elliptic.json?.value.request).toMatchObject({ state: 'done', algorithm: 'rsa-4096' });
      const ours = await enrol(vault, est, '--subject', 'CN=李四');
      expect(ours.json?.value.request).toMatchObject({ keyMadeBy: null, lostAnswers: 0 });
      const shown = (await vault.cli('show', ours.json?.value.certificate)).json?.value.certificate;
      expect(shown.keyMadeBy).toBeNull();
    });

    test('[E04] without consent nothing is made or contacted, and --yes is not consent', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const refused = await enrol(vault, est, '--key', 'authority', '--yes');
      expect(refusal(refused)).toEqual([7, 'authority-key-consent']);
      expect(refused.json?.error?.message).toContain('--accept-authority-key');
      const profile = est.profile({ name: 'by authority', keyMadeBy: 'authority' });
      expect(refusal(await enrol(vault, est, '--profile', profile))).toEqual([7, 'authority-key-consent']);
      expect(await requestsOf(vault)).toEqual([]);
      expect(est.log()).not.toMatch(/csrattrs|serverkeygen|cacerts/);
      // The profile names who makes the key; `--key` overrides it.
      const accepted = await enrol(vault, est, '--profile', profile, '--accept-authority-key');
      expect(accepted.json?.value.request).toMatchObject({ keyMadeBy: 'authority' });
      const own = await enrol(vault, est, '--profile', profile, '--key', 'vault', '--subject', 'CN=李四');
      expect(own.json?.value.request).toMatchObject({ keyMadeBy: null });
    });

    test('[E04] a key made by the CA is refused over other protocols and on a token', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      for (const protocol of ['manual', 'cmp']) {
        const profile = est.profile({ name: protocol, protocol });
        const answer = await enrol(vault, est, '--profile', profile, ...byAuthority);
        expect({ refusal: refusal(answer), details: answer.json?.error?.details }).toEqual({
          refusal: [2, 'authority-key-place'],
          details: { place: protocol.toUpperCase() },
        });
        const wrong = est.profile({ name: 'wrong', protocol, keyMadeBy: 'authority' });
        const invalid = await enrol(vault, est, '--profile', wrong);
        expect({ refusal: refusal(invalid), member: invalid.json?.error?.details['member'] }).toEqual({
          refusal: [5, 'profile-invalid'],
          member: 'keyMadeBy',
        });
      }
      const profile = est.profile({ name: 'by authority', keyMadeBy: 'authority' });
      const onToken = ['--key', 'token:1234'];
      expect(refusal(await enrol(vault, est, '--profile', profile, ...onToken))).toEqual([2, 'authority-key-place']);
      expect(refusal(await enrol(vault, est, ...onToken, '--accept-authority-key'))).toEqual([
        2,
        'authority-key-place',
      ]);
      expect(await requestsOf(vault)).toEqual([]);
    });

    test('[E04] a wrong code, no code and declined names issue nothing, and no answer counts as lost', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const wrong = ['--reference', est.user, '--code-file', secretFile(vault, 'not-it')];
      const words = ['enrol', '--profile', est.profile(), ...anchored(est), ...byAuthority];
      expect(refusal(await vault.cli(...words, ...estSubject, ...wrong))).toEqual([3, 'code-refused']);
      expect(refusal(await vault.cli(...words, ...estSubject))).toEqual([3, 'code-missing']);
      expect(refusal(await enrol(vault, est, ...byAuthority, '--subject', 'O=x'))).toEqual([1, 'request-declined']);
      const kept = await requestsOf(vault);
      const lost = kept.map(({ lostAnswers, state }: { lostAnswers: number; state: string }) => [lostAnswers, state]);
      expect(lost).toEqual(kept.map(() => [0, 'pending']));
      expect(kept).toHaveLength(3);
      expect({ certificates: await certificatesOf(vault), issued: est.issued() }).toEqual({
        certificates: [],
        issued: 0,
      });
      const checked = await vault.cli('pending', 'check', kept[0].id, ...anchored(est), ...login(vault, est));
      expect(checked.json?.value).toMatchObject({ request: { id: kept[0].id, state: 'done' } });
      // An exported request would yield a certificate without its key.
      const exported = await vault.cli('pending', 'export', kept[1].id, '-o', join(vault.folder, 'x.csr'));
      expect(exported.json?.error?.code).toBe('not-available');
    });

    // estserver tracks requests by their key but makes a new key each time, so this request stays pending.
    test('[E04] [E03] a pending request is sent again unchanged, and no answer counts as lost', async () => {
      const [vault, est] = [await newCliVault(), await estServer('-o', '-m', '3')];
      const answer = await enrol(vault, est, ...byAuthority);
      expect(answer.json?.value).toMatchObject({ pending: { state: 'pending', lostAnswers: 0 } });
      const again = async () => vault.cli('pending', 'check', ...anchored(est), ...login(vault, est));
      for (let tries = 0; tries < 2; tries += 1) {
        const pending = (await again()).json?.value.pending;
        expect(pending).toMatchObject({ id: answer.json?.value.pending.id, lostAnswers: 0 });
        expect(Date.parse(pending.askAgainAt)).toBeGreaterThan(Date.now());
      }
      expect({
        own: (await ownOf(vault)).length,
        issued: est.issued(),
        serverkeygen: est.log().match(/POST .*serverkeygen/g)?.length,
      }).toEqual({ own: 0, issued: 0, serverkeygen: 6 });
    });

    test('[E04] a request is tied to its connection where the server wants that', async () => {
      const [vault, est] = [await newCliVault(), await estServer('-o', '-t')];
      const answer = await enrol(vault, est, ...byAuthority);
      expect(answer.json?.value.request).toMatchObject({ state: 'done', keyMadeBy: 'authority' });
    });

    test('[E04] [E07] its renewal has a key made on this computer', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const profile = est.profile({ name: 'by authority', keyMadeBy: 'authority' });
      const old = String(
        (await enrol(vault, est, '--profile', profile, '--accept-authority-key')).json?.value.certificate,
      );
      await nextSecond();
      const opened = ['--passphrase-file', vault.passphraseFile];
      const renewed = await vault.cli('renew', old, ...anchored(est), ...opened);
      expect(renewed.json?.value.request).toMatchObject({ state: 'done', keyMadeBy: null, renews: old });
      expect(est.log()).toContain('simplereenroll');
      const shown = (await vault.cli('show', renewed.json?.value.certificate)).json?.value.certificate;
      expect(shown.keyMadeBy).toBeNull();
    });

    test('[E04] [E07] a renewal gets a key from the CA only with consent, using the old certificate', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      // This server refuses clients with a P-384 key.
      const old = String((await enrol(vault, est, '--algorithm', 'rsa-2048')).json?.value.certificate);
      await nextSecond();
      const renew = ['renew', old, ...anchored(est), '--passphrase-file', vault.passphraseFile];
      expect(refusal(await vault.cli(...renew, '--key', 'authority', '--yes'))).toEqual([7, 'authority-key-consent']);
      expect(est.log()).not.toContain('serverkeygen');
      const renewed = await vault.cli(...renew, ...byAuthority);
      expect(renewed.json?.value.request).toMatchObject({ state: 'done', keyMadeBy: 'authority', renews: old });
      expect(renewed.stderr.split('\n')[0]).toBe('{"event":"authority-key"}');
      const { certificate } = renewed.json?.value ?? {};
      const shown = (await vault.cli('show', certificate)).json?.value.certificate;
      expect(shown).toMatchObject({ keyMadeBy: 'authority', hasPrivateKey: true, status: 'valid' });
      expect((await vault.cli('show', old)).json?.value.certificate).toMatchObject({ status: 'superseded' });
      // No code was given: the old certificate authenticated the client.
      expect(est.log().match(/POST .*serverkeygen/g)).toHaveLength(1);
      const out = join(vault.folder, 'renewed.pem');
      await vault.cli('export', certificate, '--format', 'pem', '-o', out);
      expect(openssl(['verify', '-CAfile', est.anchor, out]).toString()).toBe(`${out}: OK\n`);
      const again = await vault.cli(...renew, ...byAuthority);
      expect(again.json?.value).toMatchObject({ certificate, renews: old });
    });

    test('[E04] [B02] [K09] the maker of a key is known after a restore and in another vault', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const certificate = String((await enrol(vault, est, ...byAuthority)).json?.value.certificate);
      const opened = ['--passphrase-file', vault.passphraseFile];
      const backup = await vault.cli('backup', 'create', '--to', vault.folder, ...opened);
      const file = String(backup.json?.value.backup.file);
      const restored = await newCliVault();
      const password = ['--password-file', vault.passphraseFile];
      expect((await restored.cli('backup', 'restore', file, ...password)).json?.error).toBeUndefined();
      const moved = join(vault.folder, 'moved.vault');
      expect((await vault.cli('vault', 'export', moved, ...opened)).json?.error).toBeUndefined();
      const other = await newCliVault();
      expect((await other.cli('import', moved, ...password)).json?.error).toBeUndefined();
      for (const each of [restored, other]) {
        expect((await each.cli('show', certificate)).json?.value.certificate.keyMadeBy).toBe('authority');
      }
    });

    test('[E04] [X04] the key is in no output, and unencrypted in no file', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const answer = await enrol(vault, est, ...byAuthority);
      const key = join(vault.folder, 'out.key');
      const opening = ['--password-file', secretFile(vault, ''), '--passphrase-file', vault.passphraseFile];
      await vault.cli(
        'export',
        answer.json?.value.certificate,
        '--format',
        'pkcs8',
        '--allow-weak',
        ...opening,
        '-o',
        key,
      );
      const der = openssl(['pkey', '-in', key, '-outform', 'DER', '-traditional']);
      const canary = [
        textCanary('the key in base64', der.toString('base64').slice(900, 960)),
        textCanary('the key in the clear', der.subarray(700, 740).toString('latin1')),
      ];
      const printed = Buffer.from([answer.stdout, answer.stderr].join('\n'), 'utf8');
      expect([...found(canary, 'output', printed), ...foundInFiles(canary, join(vault.folder, 'vault'))]).toEqual([]);
    });

    test.skipIf(missingToken !== null)(
      `[E04] [T07] a request for a token${skipReason(missingToken === null ? [] : [missingToken])} is refused before its PIN is used`,
      async () => {
        const [vault, est] = [await newCliVault(), await estServer()];
        const { cli, key } = await withSoftHsm(vault);
        const profile = est.profile({ name: 'by authority', keyMadeBy: 'authority' });
        const words = ['enrol', '--profile', profile, ...estSubject, ...anchored(est), ...login(vault, est)];
        expect(refusal(await cli(...words, ...key))).toEqual([2, 'authority-key-place']);
      },
    );
  },
);
