// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
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
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { openssl, skipReason } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { softHsmUnavailable } from '../../../support/tokens/modules/softhsm.ts';

const missing = estServerUnavailable();
const missingToken = softHsmUnavailable();
const eventsOf = (stderr: string) =>
  stderr
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { event: string }).event);

describe.skipIf(missing !== null)(
  `applying over EST at Cisco's estserver${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test.each(['rsa-2048', 'ec-p256', 'ec-p384'])(
      '[E04] [E06] %s: a certificate is issued, with its key and its chain, and openssl agrees',
      async (algorithm) => {
        const [vault, est] = [await newCliVault(), await estServer()];
        const answer = await enrol(vault, est, '--algorithm', algorithm, '--place', '网上银行');
        expect(answer.json?.error).toBeUndefined();
        expect(answer.json?.value).toMatchObject({
          subject: 'CN=张三,C=CN',
          otherNames: [],
          request: { state: 'done' },
        });
        // A locked vault can't keep the root for renewals, and says so.
        expect(eventsOf(answer.stderr)).toEqual(['contact', 'anchor', 'anchor-not-kept']);
        const [listed] = await ownOf(vault);
        expect(listed).toMatchObject({
          sha256: answer.json?.value.certificate,
          algorithm,
          place: '网上银行',
          status: 'valid',
        });
        const out = join(vault.folder, 'out.pem');
        expect((await vault.cli('export', listed.sha256, '--format', 'pem', '-o', out)).code).toBe(0);
        expect(openssl(['verify', '-CAfile', est.anchor, out]).toString()).toBe(`${out}: OK\n`);
        expect(est.issued()).toBe(1);
      },
    );

    test('[E04] Digest login works, and without --algorithm the server names the kind of key', async () => {
      const [vault, est] = [await newCliVault(), await estServer('-h')];
      const answer = await enrol(vault, est);
      // estserver's csrattrs name P-384.
      expect(answer.json?.value).toMatchObject({ request: { state: 'done', algorithm: 'ec-p384' } });
      expect(est.log()).toContain('Digest');
    });

    test('[E04] a wrong code, no code and a declined request are told apart, and the request is kept', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const wrong = ['--reference', est.user, '--code-file', secretFile(vault, 'not-it')];
      const words = ['enrol', '--profile', est.profile(), ...anchored(est)];
      expect(refusal(await vault.cli(...words, ...estSubject, ...wrong))).toEqual([3, 'code-refused']);
      expect(refusal(await vault.cli(...words, ...estSubject))).toEqual([3, 'code-missing']);
      // estserver's policy demands a common name.
      expect(refusal(await enrol(vault, est, '--subject', 'O=x'))).toEqual([1, 'request-declined']);
      const kept = await requestsOf(vault);
      expect(kept.map(({ state }: { state: string }) => state)).toEqual(['pending', 'pending', 'pending']);
      expect({ certificates: await certificatesOf(vault), issued: est.issued() }).toEqual({
        certificates: [],
        issued: 0,
      });
      // With the right code the same request succeeds.
      const checked = await vault.cli('pending', 'check', kept[0].id, ...anchored(est), ...login(vault, est));
      expect(checked.json?.value).toMatchObject({ request: { id: kept[0].id, state: 'done' } });
    });

    test('[E04] a damaged request is declined by the server and stays pending', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const words = ['enrol', '--profile', est.profile(), ...estSubject, ...anchored(est)];
      expect(refusal(await vault.cli(...words))).toEqual([3, 'code-missing']);
      const [{ id }] = await requestsOf(vault);
      // The last octet belongs to the signature.
      const folder = join(vault.folder, 'vault');
      const csr = Buffer.from(rowsOf(folder, 'SELECT csr FROM requests')[0]?.['csr'] as Uint8Array);
      csr[csr.length - 1] = (csr.at(-1) ?? 0) ^ 1;
      editVault(folder, `UPDATE requests SET csr = x'${csr.toString('hex')}'`);
      const checked = await vault.cli('pending', 'check', ...anchored(est), ...login(vault, est));
      expect({ refusal: refusal(checked), details: checked.json?.error?.details }).toEqual({
        refusal: [1, 'request-declined'],
        details: { status: 400 },
      });
      expect(await requestsOf(vault)).toMatchObject([{ id, state: 'pending' }]);
      expect((await vault.cli('pending', 'delete', id, '--yes')).json?.value).toMatchObject({ removed: id, keys: 1 });
      expect({ requests: await requestsOf(vault), issued: est.issued() }).toEqual({ requests: [], issued: 0 });
    });

    test('[E04] with a foreign anchor nothing is sent, as the server’s own log shows', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const { certificate } = testAuthority(vault.folder);
      const foreign = ['--anchor', certificate, '--yes', ...login(vault, est)];
      const answer = await vault.cli('enrol', '--profile', est.profile(), ...estSubject, ...foreign);
      expect(refusal(answer)).toEqual([8, 'server-untrusted']);
      const pinned = est.profile({ name: 'pinned', pins: ['0'.repeat(64)] });
      const both = await vault.cli('enrol', '--profile', pinned, ...estSubject, ...anchored(est), ...login(vault, est));
      expect(refusal(both)).toEqual([8, 'server-untrusted']);
      expect(await requestsOf(vault)).toEqual([]);
      expect(est.log()).not.toMatch(/simpleenroll|csrattrs|cacerts|Authorization/i);
      // Control: the log shows a request that is sent.
      expect((await enrol(vault, est)).code).toBe(0);
      expect(est.log()).toMatch(/simpleenroll/i);
    });

    test('[E04] a server is not trusted on first use, and its fingerprint is accepted as a pin', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const words = ['enrol', '--profile', est.profile(), ...estSubject, ...login(vault, est)];
      expect(refusal(await vault.cli(...words))).toEqual([7, 'not-confirmed']);
      expect(est.log()).not.toContain('cacerts');
      const shown = await vault.cli(...words, '--yes');
      const print =
        openssl(['x509', '-in', est.anchor, '-noout', '-fingerprint', '-sha256']).toString().split('=')[1] ?? '';
      const sha256 = print.trim().replaceAll(':', '').toLowerCase();
      expect(refusal(shown)).toEqual([8, 'anchor-needed']);
      expect(shown.json?.error?.details['authorities']).toEqual([`${sha256} CN=EST CA`]);
      expect(est.log()).not.toContain('simpleenroll');
      expect(refusal(await vault.cli(...words, '--yes', '--pin-sha256', 'a'.repeat(64)))).toEqual([
        8,
        'server-untrusted',
      ]);
      const pinned = await vault.cli(...words, '--yes', '--pin-sha256', print.trim());
      expect(pinned.json?.value).toMatchObject({ request: { state: 'done' } });
      // A profile pins a CA by its public key's hash (docs/formats.md).
      const key = openssl(['x509', '-in', est.anchor, '-noout', '-pubkey']);
      const spki = openssl(['dgst', '-sha256', '-r'], openssl(['pkey', '-pubin', '-outform', 'DER'], key)).toString();
      const profile = est.profile({ name: 'pins', pins: [spki.slice(0, 64)] });
      const byKey = await vault.cli('enrol', '--profile', profile, ...estSubject, '--yes', ...login(vault, est));
      expect(byKey.json?.value).toMatchObject({ request: { state: 'done' } });
      const both = await vault.cli(
        'enrol',
        '--profile',
        profile,
        ...estSubject,
        ...anchored(est),
        ...login(vault, est),
      );
      expect(both.json?.value).toMatchObject({ request: { state: 'done' } });
    });

    test('[E04] [E03] a pending request is polled until it is answered', async () => {
      const [vault, est] = [await newCliVault(), await estServer('-o', '-m', '3')];
      const answer = await enrol(vault, est);
      expect(answer.json?.value).toMatchObject({ pending: { state: 'pending' }, retryAfterSeconds: 3600 });
      expect(await certificatesOf(vault)).toEqual([]);
      const again = async () => vault.cli('pending', 'check', ...anchored(est), ...login(vault, est));
      let last = await again();
      for (let tries = 0; tries < 10 && last.json?.value.pending; tries += 1) {
        await setTimeout(1000);
        last = await again();
      }
      expect(last.json?.value).toMatchObject({ request: { id: answer.json?.value.pending.id, state: 'done' } });
      expect(await ownOf(vault)).toHaveLength(1);
      expect((await again()).json?.value).toEqual({ requests: [] });
    });

    test('[E04] twenty requests at once get twenty certificates, each with its key', { timeout: 240_000 }, async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
      const all = await Promise.all(numbers.map(async (n) => enrol(vault, est, '--subject', `CN=持有人 ${n}`)));
      expect(all.map(({ code }) => code)).toEqual(numbers.map(() => 0));
      expect({ own: (await ownOf(vault)).length, issued: est.issued() }).toEqual({ own: 20, issued: 20 });
    });

    test('[E04] [E03] a request resumes after a kill once the server has it, with one certificate', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const words = ['enrol', '--profile', est.profile(), ...estSubject, ...anchored(est), ...login(vault, est)];
      const killed = await runCli([...words, '--json', '--vault', join(vault.folder, 'vault')], {
        onStart: (pid) => {
          const timer = setInterval(() => {
            if (!est.log().includes('simpleenroll')) return;
            clearInterval(timer);
            process.kill(pid, 'SIGKILL');
          }, 2);
        },
      });
      expect(killed.signal).toBe('SIGKILL');
      const [kept] = await requestsOf(vault);
      expect(kept.state).toBe('pending');
      const resumed = await vault.cli('pending', 'check', ...anchored(est), ...login(vault, est));
      expect(resumed.json?.value.request).toMatchObject({ id: kept.id, state: 'done' });
      expect(await requestsOf(vault)).toHaveLength(1);
      expect(await ownOf(vault)).toHaveLength(1);
    });

    test('[E04] [X04] the code is in no file, no output and no argument', async () => {
      const [vault, est] = [await newCliVault(), await estServer()];
      const code = 'canary-授权码-51e0c7';
      const canary = [textCanary('the code', code)];
      const words = ['enrol', '--profile', est.profile(), ...estSubject, ...anchored(est), '--reference', 'ref-8812'];
      const seen: string[] = [];
      const where = ['--code-stdin', '--json', '--vault', join(vault.folder, 'vault')];
      const answer = await runCli([...words, ...where], {
        stdin: code,
        onStart: (pid) =>
          void seen.push(
            readFileSync(`/proc/${pid}/cmdline`, 'latin1'),
            readFileSync(`/proc/${pid}/environ`, 'latin1'),
          ),
      });
      expect({ exitCode: answer.code, error: answer.json?.error?.code }).toEqual({
        exitCode: 3,
        error: 'code-refused',
      });
      const printed = Buffer.from([answer.stdout, answer.stderr, ...seen].join('\n'), 'utf8');
      expect([...found(canary, 'output', printed), ...foundInFiles(canary, vault.folder)]).toEqual([]);
      // Proves that the request was really sent.
      expect(est.log()).toContain('simpleenroll');
    });

    describe.skipIf(missingToken !== null)(
      `key on SoftHSM${skipReason(missingToken === null ? [] : [missingToken])}`,
      () => {
        test.each(['rsa-2048', 'ec-p256'])(
          '[E04] [T07] %s: the key is made on the token, and its certificate is issued',
          async (algorithm) => {
            const [vault, est] = [await newCliVault(), await estServer()];
            const { cli, key } = await withSoftHsm(vault);
            const asked = [...estSubject, ...anchored(est), ...login(vault, est), ...key, '--algorithm', algorithm];
            const answer = await cli('enrol', '--profile', est.profile(), ...asked);
            expect(answer.json?.error).toBeUndefined();
            expect(answer.json?.value.request).toMatchObject({
              state: 'done',
              algorithm,
              token: expect.stringMatching(/^[0-9a-f]+$/),
            });
            expect((await cli('vault', 'verify')).json?.value).toMatchObject({ clean: true, keys: 0 });
            // The certificate and its CA.
            expect(await certificatesOf(vault)).toHaveLength(2);
          },
        );
      },
    );
  },
);
