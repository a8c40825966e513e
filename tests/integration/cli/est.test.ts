import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { found, foundInFiles, textCanary } from '../../e2e/support/canary.ts';
import { newCliVault, type CliVault } from '../../support/backup/cli-vault.ts';
import { estServerUnavailable, startEstServer, type EstTestServer } from '../../support/enrolment/est-server.ts';
import { testAuthority } from '../../support/enrolment/test-authority.ts';
import { openssl, skipReason } from '../../support/openssl.ts';
import { runCli } from '../../support/run-cli.ts';
import { softHsmToken, softHsmUnavailable, startSoftHsm } from '../../support/tokens/softhsm.ts';

const missing = estServerUnavailable();
const missingToken = softHsmUnavailable();

async function server(...options: readonly string[]): Promise<EstTestServer> {
  const started = await startEstServer(options.length === 0 ? ['-o'] : options);
  onTestFinished(async () => started.stop());
  return started;
}

function secret(vault: CliVault, text: string): string {
  const path = join(vault.folder, `code-${crypto.randomUUID().slice(0, 8)}`);
  writeFileSync(path, text, { mode: 0o600 });
  return path;
}

const subject = ['--subject', 'CN=张三,C=CN'];
const anchored = ({ anchor }: EstTestServer): string[] => ['--anchor', anchor, '--yes'];
function login(vault: CliVault, { user, password }: EstTestServer): string[] {
  return ['--reference', user, '--code-file', secret(vault, password)];
}
async function enrol(vault: CliVault, est: EstTestServer, ...more: readonly string[]) {
  const who = more.includes('--subject') ? [] : subject;
  return await vault.cli('enrol', '--profile', est.profile(), ...who, ...anchored(est), ...login(vault, est), ...more);
}
const refusal = ({ code, json }: Awaited<ReturnType<CliVault['cli']>>) => [code, json?.error?.code];
const requests = async (vault: CliVault) => (await vault.cli('pending')).json?.value.requests;
const certificates = async (vault: CliVault) => (await vault.cli('list')).json?.value.certificates;
const own = async (vault: CliVault) =>
  (await certificates(vault)).filter(({ hasPrivateKey }: { hasPrivateKey: boolean }) => hasPrivateKey);

describe.skipIf(missing !== null)(
  `applying over EST at Cisco's estserver${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test.each(['rsa-2048', 'ec-p256', 'ec-p384'])(
      '[E04] [E06] %s: the certificate comes, with its key and its chain; openssl agrees',
      async (algorithm) => {
        const [vault, est] = [await newCliVault(), await server()];
        const answer = await enrol(vault, est, '--algorithm', algorithm, '--place', '网上银行');
        expect(answer.json?.error).toBeUndefined();
        expect(answer.json?.value).toMatchObject({
          subject: 'CN=张三,C=CN',
          otherNames: [],
          request: { state: 'done' },
        });
        expect(answer.stderr).toBe('{"event":"contact","host":"127.0.0.1"}\n');
        const [listed] = await own(vault);
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

    test('[E04] Digest as well; without --algorithm the kind of key is what the server names', async () => {
      const [vault, est] = [await newCliVault(), await server('-h')];
      const answer = await enrol(vault, est);
      // Its csrattrs name P-384.
      expect(answer.json?.value).toMatchObject({ request: { state: 'done', algorithm: 'ec-p384' } });
      expect(est.log()).toContain('Digest');
    });

    test('[E04] a wrong code, no code, a request that the authority declines: each its own outcome, the request is kept', async () => {
      const [vault, est] = [await newCliVault(), await server()];
      const wrong = ['--reference', est.user, '--code-file', secret(vault, 'not-it')];
      const words = ['enrol', '--profile', est.profile(), ...anchored(est)];
      expect(refusal(await vault.cli(...words, ...subject, ...wrong))).toEqual([3, 'code-refused']);
      expect(refusal(await vault.cli(...words, ...subject))).toEqual([3, 'code-missing']);
      // Its policy demands a common name.
      expect(refusal(await enrol(vault, est, '--subject', 'O=x'))).toEqual([1, 'request-declined']);
      const kept = await requests(vault);
      expect(kept.map(({ state }: { state: string }) => state)).toEqual(['pending', 'pending', 'pending']);
      expect([await certificates(vault), est.issued()]).toEqual([[], 0]);
      // With the right code the same request is answered.
      const checked = await vault.cli('pending', 'check', kept[0].id, ...anchored(est), ...login(vault, est));
      expect(checked.json?.value).toMatchObject({ request: { id: kept[0].id, state: 'done' } });
    });

    test('[E04] a foreign anchor: nothing was sent, as the server’s own log shows', async () => {
      const [vault, est] = [await newCliVault(), await server()];
      const { certificate } = testAuthority(vault.folder);
      const foreign = ['--anchor', certificate, '--yes', ...login(vault, est)];
      const answer = await vault.cli('enrol', '--profile', est.profile(), ...subject, ...foreign);
      expect(refusal(answer)).toEqual([8, 'server-foreign']);
      const pinned = est.profile({ name: 'pinned', pins: ['0'.repeat(64)] });
      const both = await vault.cli('enrol', '--profile', pinned, ...subject, ...anchored(est), ...login(vault, est));
      expect(refusal(both)).toEqual([8, 'server-foreign']);
      expect(await requests(vault)).toEqual([]);
      expect(est.log()).not.toMatch(/simpleenroll|csrattrs|cacerts|Authorization/i);
      // The same words show up in it when something is sent.
      expect((await enrol(vault, est)).code).toBe(0);
      expect(est.log()).toMatch(/simpleenroll/i);
    });

    test('[E04] nobody is trusted for answering first: the fingerprint is shown, and taken as a pin', async () => {
      const [vault, est] = [await newCliVault(), await server()];
      const words = ['enrol', '--profile', est.profile(), ...subject, ...login(vault, est)];
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
        'server-foreign',
      ]);
      const pinned = await vault.cli(...words, '--yes', '--pin-sha256', print.trim());
      expect(pinned.json?.value).toMatchObject({ request: { state: 'done' } });
      // Of the public key, in the profile, as docs/formats.md has it.
      const key = openssl(['x509', '-in', est.anchor, '-noout', '-pubkey']);
      const spki = openssl(['dgst', '-sha256', '-r'], openssl(['pkey', '-pubin', '-outform', 'DER'], key)).toString();
      const profile = est.profile({ name: 'pins', pins: [spki.slice(0, 64)] });
      const byKey = await vault.cli('enrol', '--profile', profile, ...subject, '--yes', ...login(vault, est));
      expect(byKey.json?.value).toMatchObject({ request: { state: 'done' } });
      const both = await vault.cli('enrol', '--profile', profile, ...subject, ...anchored(est), ...login(vault, est));
      expect(both.json?.value).toMatchObject({ request: { state: 'done' } });
    });

    test('[E04] [E03] pending: the request waits, is asked about again, and is answered', async () => {
      const [vault, est] = [await newCliVault(), await server('-o', '-m', '3')];
      const answer = await enrol(vault, est);
      expect(answer.json?.value).toMatchObject({ pending: { state: 'pending' }, retryAfterSeconds: 3600 });
      expect(await certificates(vault)).toEqual([]);
      const again = async () => vault.cli('pending', 'check', ...anchored(est), ...login(vault, est));
      let last = await again();
      for (let tries = 0; tries < 10 && last.json?.value.pending; tries += 1) {
        await setTimeout(1000);
        last = await again();
      }
      expect(last.json?.value).toMatchObject({ request: { id: answer.json?.value.pending.id, state: 'done' } });
      expect(await own(vault)).toHaveLength(1);
      expect((await again()).json?.value).toEqual({ requests: [] });
    });

    test('[E04] five at once: five certificates, each with its key', async () => {
      const [vault, est] = [await newCliVault(), await server()];
      const all = await Promise.all([1, 2, 3, 4, 5].map(async (n) => enrol(vault, est, '--subject', `CN=持有人 ${n}`)));
      expect(all.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0]);
      expect([(await own(vault)).length, est.issued()]).toEqual([5, 5]);
    });

    test('[E04] [E03] killed once the server has the request: it goes on, and one certificate results', async () => {
      const [vault, est] = [await newCliVault(), await server()];
      const words = ['enrol', '--profile', est.profile(), ...subject, ...anchored(est), ...login(vault, est)];
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
      const [kept] = await requests(vault);
      expect(kept.state).toBe('pending');
      const resumed = await vault.cli('pending', 'check', ...anchored(est), ...login(vault, est));
      expect(resumed.json?.value.request).toMatchObject({ id: kept.id, state: 'done' });
      expect(await requests(vault)).toHaveLength(1);
      expect(await own(vault)).toHaveLength(1);
    });

    test('[E04] [X04] the code is in no file, no output and no argument', async () => {
      const [vault, est] = [await newCliVault(), await server()];
      const code = 'canary-授权码-51e0c7';
      const canary = [textCanary('the code', code)];
      const words = ['enrol', '--profile', est.profile(), ...subject, ...anchored(est), '--reference', 'ref-8812'];
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
      expect([answer.code, answer.json?.error?.code]).toEqual([3, 'code-refused']);
      const printed = Buffer.from([answer.stdout, answer.stderr, ...seen].join('\n'), 'utf8');
      expect([...found(canary, 'output', printed), ...foundInFiles(canary, vault.folder)]).toEqual([]);
      // The reference number went out, so that it was tried at all.
      expect(est.log()).toContain('simpleenroll');
    });

    describe.skipIf(missingToken !== null)(
      `key on SoftHSM${skipReason(missingToken === null ? [] : [missingToken])}`,
      () => {
        test.each(['rsa-2048', 'ec-p256'])(
          '[E04] [T07] %s: made there, the certificate comes for it',
          async (algorithm) => {
            const [vault, est] = [await newCliVault(), await server()];
            const target = await startSoftHsm();
            onTestFinished(async () => target.stop());
            const cli = async (...argv: readonly string[]) =>
              runCli([...argv, '--json', '--vault', join(vault.folder, 'vault')], {
                environment: { ...target.environment, HOME: vault.folder },
              });
            const module = ['--module', target.modulePath];
            await cli('tokens', 'manage', ...module, '--token', softHsmToken.label, '--on', '--yes');
            const pin = ['--pin-file', secret(vault, softHsmToken.pin)];
            const key = ['--key', `token:${softHsmToken.label}`, ...module, '--algorithm', algorithm, ...pin];
            const asked = [...subject, ...anchored(est), ...login(vault, est), ...key];
            const answer = await cli('enrol', '--profile', est.profile(), ...asked);
            expect(answer.json?.error).toBeUndefined();
            expect(answer.json?.value.request).toMatchObject({
              state: 'done',
              algorithm,
              token: expect.stringMatching(/^[0-9a-f]+$/),
            });
            expect((await cli('vault', 'verify')).json?.value).toMatchObject({ clean: true, keys: 0 });
            // With its authority; `tokens import` then takes it onto the token.
            expect(await certificates(vault)).toHaveLength(2);
          },
        );
      },
    );
  },
);
