// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { estServerUnavailable, startEstServer, type EstTestServer } from '../../../support/enrolment/est-server.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { openssl, skipReason } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const missing = estServerUnavailable();

async function enrolled(algorithm: string, options?: readonly string[], keeps = false) {
  const [vault, est] = [await newCliVault(), await startEstServer(options)];
  onTestFinished(async () => est.stop());
  const code = join(vault.folder, 'code');
  writeFileSync(code, est.password);
  const words = ['--profile', est.profile(), '--subject', 'CN=张三,C=CN', '--algorithm', algorithm];
  const login = ['--reference', est.user, '--code-file', code];
  const unlocking = keeps ? ['--passphrase-file', vault.passphraseFile] : [];
  const answer = await vault.cli('enrol', ...words, ...login, '--anchor', est.anchor, '--yes', ...unlocking);
  expect(answer.json?.error).toBeUndefined();
  let { value } = answer.json ?? {};
  for (let tries = 0; tries < 10 && value?.pending; tries += 1) {
    await setTimeout(1000);
    value = (await vault.cli('pending', 'check', ...login, '--anchor', est.anchor, '--yes')).json?.value;
  }
  await nextSecond();
  return { vault, est, old: String(value?.certificate), said: answer.stderr };
}
const opened = (vault: CliVault): string[] => ['--passphrase-file', vault.passphraseFile, '--yes'];
const anchored = ({ anchor }: EstTestServer): string[] => ['--anchor', anchor];
const statuses = async (vault: CliVault) =>
  Object.fromEntries(
    (await vault.cli('list')).json?.value.certificates
      .filter(({ hasPrivateKey }: { hasPrivateKey: boolean }) => hasPrivateKey)
      .map(({ sha256, status }: Record<string, string>) => [sha256, status]),
  );
const refusal = ({ code, json }: Awaited<ReturnType<CliVault['cli']>>) => [code, json?.error?.code];

const asked = (est: EstTestServer, operation: 'simpleenroll' | 'simplereenroll'): number =>
  est.log().split(`/${operation}`).length - 1;

async function publicKey(vault: CliVault, sha256: string): Promise<string> {
  const out = join(vault.folder, `${sha256.slice(0, 8)}.pem`);
  expect((await vault.cli('export', sha256, '--format', 'pem', '-o', out, '--yes')).code).toBe(0);
  return openssl(['x509', '-in', out, '-noout', '-pubkey']).toString();
}

describe.skipIf(missing !== null)(
  `renewing over EST at Cisco's estserver${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test.each(['rsa-2048', 'ec-p256'])(
      '[E07] %s: the old certificate requests one with a new key, without a code, and keeps its own key',
      async (algorithm) => {
        const { vault, est, old } = await enrolled(algorithm);
        const answer = await vault.cli('renew', old, ...anchored(est), ...opened(vault), '--algorithm', algorithm);
        expect(answer.json?.error).toBeUndefined();
        const fresh = String(answer.json?.value.certificate);
        expect(answer.json?.value).toMatchObject({ renews: old, subject: 'CN=张三,C=CN', request: { state: 'done' } });
        expect(await statuses(vault)).toEqual({ [old]: 'superseded', [fresh]: 'valid' });
        expect(await publicKey(vault, fresh)).not.toBe(await publicKey(vault, old));
        expect(est.log()).toContain('simplereenroll');
        const verified = await vault.cli('vault', 'verify', '--passphrase-file', vault.passphraseFile);
        expect(verified.json?.value).toMatchObject({ clean: true, keys: 2, keysOpened: true });
      },
    );

    test('[E04] [E07] the root of `enrol --anchor` is shown, kept with the profile and used by renew', async () => {
      const { vault, est, old, said } = await enrolled('ec-p256', undefined, true);
      expect(said).toContain('"event":"anchor-kept"');
      const fingerprint = openssl(['x509', '-in', est.anchor, '-noout', '-fingerprint', '-sha256']).toString();
      expect(said).toContain((fingerprint.split('=')[1] ?? '').trim().replaceAll(':', '').toLowerCase());
      const answer = await vault.cli('renew', old, ...opened(vault), '--no-install');
      expect(answer.json?.error).toBeUndefined();
      expect(await statuses(vault)).toEqual({ [old]: 'superseded', [String(answer.json?.value.certificate)]: 'valid' });
      // The kept anchor is sealed, like one accepted in the window.
      const verified = await vault.cli('vault', 'verify', '--passphrase-file', vault.passphraseFile);
      expect(verified.json?.value).toMatchObject({ clean: true });
    });

    test('[E04] a locked vault reports that it does not keep the root of `enrol --anchor`', async () => {
      const { vault, old, said } = await enrolled('ec-p256');
      expect(said).toContain('"event":"anchor-not-kept"');
      expect(refusal(await vault.cli('renew', old, ...opened(vault)))).toEqual([8, 'anchor-needed']);
    });

    test('[E07] a foreign anchor, a locked vault or no server leaves the old certificate unchanged', async () => {
      const { vault, est, old } = await enrolled('ec-p256');
      const { certificate } = testAuthority(vault.folder);
      const foreign = await vault.cli('renew', old, '--anchor', certificate, ...opened(vault));
      expect(refusal(foreign)).toEqual([8, 'server-untrusted']);
      expect(refusal(await vault.cli('renew', old, ...anchored(est), '--yes'))).toEqual([7, 'vault-locked']);
      expect(est.log()).not.toContain('simplereenroll');
      const away = join(vault.folder, 'away.json');
      writeFileSync(away, JSON.stringify({ name: 'away', protocol: 'est', url: 'https://127.0.0.1:1/' }));
      const gone = await vault.cli('renew', old, '--profile', away, ...anchored(est), ...opened(vault));
      expect(refusal(gone)).toEqual([1, 'server-unreachable']);
      expect(await statuses(vault)).toEqual({ [old]: 'valid' });
      expect((await vault.cli('pending')).json?.value.requests).toHaveLength(1);
    });

    test('[E07] [E03] renew continues a pending renewal with the same request', async () => {
      const { vault, est, old } = await enrolled('ec-p256', ['-o', '-m', '2']);
      const words = ['renew', old, ...anchored(est), ...opened(vault), '--algorithm', 'ec-p256'];
      const first = await vault.cli(...words);
      expect(first.json?.value).toMatchObject({ pending: { state: 'pending' }, retryAfterSeconds: 3600, renews: old });
      expect(await statuses(vault)).toEqual({ [old]: 'valid' });
      let last = first;
      for (let tries = 0; tries < 10 && last.json?.value.pending; tries += 1) {
        await setTimeout(1000);
        last = await vault.cli(...words);
      }
      expect(last.json?.value.request).toMatchObject({ id: first.json?.value.pending.id, state: 'done' });
      expect(await statuses(vault)).toMatchObject({ [old]: 'superseded' });
    });

    test('[E07] [E03] pending check continues a renewal with the old certificate and no code', async () => {
      const { vault, est, old } = await enrolled('ec-p256', ['-o', '-m', '4']);
      const words = ['renew', old, ...anchored(est), ...opened(vault), '--algorithm', 'ec-p256'];
      const first = await vault.cli(...words);
      const id = String(first.json?.value.pending.id);
      const before = { simpleenroll: asked(est, 'simpleenroll'), simplereenroll: asked(est, 'simplereenroll') };
      expect(refusal(await vault.cli('pending', 'check', ...anchored(est), '--yes'))).toEqual([7, 'vault-locked']);
      let last = first;
      for (let tries = 0; tries < 15 && last.json?.value?.pending; tries += 1) {
        await setTimeout(1000);
        last = await vault.cli('pending', 'check', ...anchored(est), ...opened(vault));
      }
      expect(last.json?.value).toMatchObject({ request: { id, state: 'done' } });
      expect(await statuses(vault)).toMatchObject({ [old]: 'superseded' });
      expect(asked(est, 'simpleenroll')).toBe(before.simpleenroll);
      expect(asked(est, 'simplereenroll')).toBeGreaterThan(before.simplereenroll);
    });

    test('[E07] [E08] a certificate reported stolen is not renewed until the report is taken back', async () => {
      const { vault, est, old } = await enrolled('ec-p256', ['-o', '-m', '2']);
      const words = ['renew', old, ...anchored(est), ...opened(vault), '--algorithm', 'ec-p256'];
      const check = ['pending', 'check', ...anchored(est), ...opened(vault)];
      expect((await vault.cli(...words)).json?.value.pending).toBeTruthy();
      await vault.cli('revoke', old, '--kind', 'stolen');
      const before = est.log().length;
      for (const asked of [words, check]) expect(refusal(await vault.cli(...asked))).toEqual([7, 'needs-replacement']);
      expect(est.log().length).toBe(before);
      expect((await vault.cli('revoke', old, '--undo')).code).toBe(0);
      await setTimeout(2000);
      expect((await vault.cli(...check)).json?.value).toMatchObject({ request: { state: 'done', renews: old } });
    });

    test('[E07] renew resumes after a kill once the server has the request, with one new certificate', async () => {
      const { vault, est, old } = await enrolled('ec-p256');
      const words = ['renew', old, ...anchored(est), ...opened(vault), '--algorithm', 'ec-p256'];
      const killed = await runCli([...words, '--json', '--vault', join(vault.folder, 'vault')], {
        onStart: (pid) => {
          const timer = setInterval(() => {
            if (!est.log().includes('simplereenroll')) return;
            clearInterval(timer);
            process.kill(pid, 'SIGKILL');
          }, 2);
        },
      });
      expect(killed.signal).toBe('SIGKILL');
      expect(await statuses(vault)).toEqual({ [old]: 'valid' });
      const again = await vault.cli(...words);
      expect(again.json?.error).toBeUndefined();
      const fresh = String(again.json?.value.certificate);
      expect(await statuses(vault)).toEqual({ [old]: 'superseded', [fresh]: 'valid' });
      expect((await vault.cli('pending')).json?.value.requests).toHaveLength(2);
    });
  },
);
