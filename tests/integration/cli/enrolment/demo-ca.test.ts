// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { networkSockets, processTree } from '../../../e2e/support/apps/process-tree.ts';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { startDemoCaProcess } from '../../../support/enrolment/demo-ca.ts';
import type { DemoCaProcess } from '../../../support/enrolment/demo-ca-process.ts';
import { openssl, skipReason } from '../../../support/openssl/openssl.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

const missingClient = spawnSync('estclient', ['-?'], { stdio: 'ignore' }).error === undefined ? [] : ['libest-utils'];
const issuer = 'CN=CertSteward 测试 CA（浏览器不信任）/ Practice CA (no browser trusts it)';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'cs-demo-ca-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

const answers = async (port: number): Promise<boolean> => {
  const socket = connect(port, '127.0.0.1');
  const connected = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return connected;
};
const listening = '0A';
const onLoopback = (port: number): string => `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
const refusal = ({ code, json }: Awaited<ReturnType<CliVault['cli']>>) => [code, json?.error?.code];

describe('demo-ca', () => {
  test.skipIf(process.platform !== 'linux')(
    '[X06] one child process listens, only on loopback and at a random port',
    async () => {
      const [one, two] = [await startDemoCaProcess(folder()), await startDemoCaProcess(folder())];
      expect(one.value.port).not.toBe(two.value.port);
      const own = one.process.pid ?? 0;
      const [first, child, ...others] = processTree(own);
      expect({ first, others }).toEqual({ first: own, others: [] });
      const [row, ...more] = networkSockets(own);
      expect({ row, more }).toEqual({
        row: `${child} tcp ${onLoopback(one.value.port)} 00000000:0000 ${listening}`,
        more: [],
      });
    },
  );

  test.skipIf(process.platform !== 'linux').each([
    ['SIGINT', 0, null],
    ['SIGTERM', 0, null],
    ['SIGKILL', null, 'SIGKILL'],
  ] as const)('[X06] %s ends the command and its listener', async (signal, code, by) => {
    const demo = await startDemoCaProcess(folder());
    expect(await answers(demo.value.port)).toBe(true);
    demo.process.kill(signal);
    expect(await demo.exited).toEqual([code, by]);
    await expect.poll(async () => answers(demo.value.port)).toBe(false);
  });

  test('[X06] [E04] demo-ca reports its profile, lifetime and fingerprint, and each start makes a new CA', async () => {
    const at = folder();
    const { value, anchor } = await startDemoCaProcess(at, '--days', '3');
    expect(JSON.parse(readFileSync(join(at, 'demo.json'), 'utf8'))).toEqual(value.profile);
    expect(value).toMatchObject({ code: 'demo', days: 3, profile: { protocol: 'est', url: value.url } });
    const text = openssl(['x509', '-in', anchor, '-noout', '-subject', '-issuer', '-nameopt', 'utf8,sep_comma_plus']);
    expect(text.toString()).toBe(`subject=${issuer}\nissuer=${issuer}\n`);
    const print = openssl(['x509', '-in', anchor, '-noout', '-fingerprint', '-sha256']).toString();
    expect(print.split('=')[1]?.replaceAll(':', '').trim().toLowerCase()).toBe(value.sha256);
    expect((await startDemoCaProcess(folder())).value.sha256).not.toBe(value.sha256);
  });

  test('[X06] an existing file is not overwritten, and --days must be 1 to 365', async () => {
    const at = folder();
    writeFileSync(join(at, 'there.json'), '{}');
    const answer = await runCli(['demo-ca', '--json', '-o', join(at, 'there.json')]);
    expect(answer.json?.error?.code).toBe('file-exists');
    expect(readFileSync(join(at, 'there.json'), 'utf8')).toBe('{}');
    for (const days of ['0', '366', 'x']) {
      expect((await runCli(['demo-ca', '--json', '--days', days])).json?.error?.details).toMatchObject({
        option: '--days',
      });
    }
  });
});

async function applying(demo: DemoCaProcess): Promise<{
  vault: CliVault;
  enrol: (code: string, ...more: readonly string[]) => ReturnType<CliVault['cli']>;
}> {
  const vault = await newCliVault();
  const enrol = async (code: string, ...more: readonly string[]) => {
    const path = join(vault.folder, 'code');
    writeFileSync(path, code);
    const words = ['--profile', demo.value.file, '--subject', 'CN=张三,C=CN', '--yes', '--code-file', path];
    return await vault.cli('enrol', ...words, ...more);
  };
  return { vault, enrol };
}

describe('applying and renewing at demo-ca with this program', () => {
  test.each(['ec-p256', 'rsa-2048'])(
    '[E04] [E07] [R05] %s: a certificate is issued, due at once and renewed, and openssl verifies both',
    async (algorithm) => {
      const demo = await startDemoCaProcess(folder());
      const { vault, enrol } = await applying(demo);
      const first = await enrol('demo', '--algorithm', algorithm);
      expect(first.json?.value).toMatchObject({ request: { state: 'done' }, subject: 'CN=张三,C=CN', otherNames: [] });
      const old = first.json?.value.certificate;
      const due = await vault.cli('check');
      expect({ code: due.code, certificates: due.json?.value.certificates }).toMatchObject({
        code: 10,
        certificates: [{ sha256: old, daysLeft: 20 }],
      });
      const renewed = await vault.cli('renew', old, '--yes', '--passphrase-file', vault.passphraseFile);
      expect(renewed.json?.value).toMatchObject({ request: { state: 'done' }, renews: old });
      const listed = (await vault.cli('list')).json?.value.certificates;
      const mine = listed.filter(({ hasPrivateKey }: { hasPrivateKey: boolean }) => hasPrivateKey);
      const state = Object.fromEntries(
        mine.map((each: { sha256: string; status: string }) => [each.sha256, each.status]),
      );
      expect(state).toEqual({ [old]: 'superseded', [renewed.json?.value.certificate]: 'valid' });
      for (const { sha256, issuer: by } of mine) {
        const out = join(vault.folder, `${sha256}.pem`);
        await vault.cli('export', sha256, '--format', 'pem', '-o', out);
        expect(by).toBe(issuer);
        const verified = openssl(['verify', '-x509_strict', '-purpose', 'sslclient', '-CAfile', demo.anchor, out]);
        expect(verified.toString()).toBe(`${out}: OK\n`);
      }
    },
  );

  test('[E04] a wrong code and an empty one are refused', async () => {
    const { enrol, vault } = await applying(await startDemoCaProcess(folder()));
    expect(refusal(await enrol('Demo'))).toEqual([3, 'code-refused']);
    expect(refusal(await enrol(''))).toEqual([3, 'code-refused']);
    const requests = (await vault.cli('pending')).json?.value.requests;
    expect(requests.map(({ state }: { state: string }) => state)).toEqual(['pending', 'pending']);
  });

  test('[E04] demo-ca answers three operations, and a renewal needs a certificate of the same holder', async () => {
    const demo = await startDemoCaProcess(folder());
    const { vault, enrol } = await applying(demo);
    const id = (await enrol('demo')).json?.value.certificate;
    const at = (name: string): string => join(vault.folder, name);
    await vault.cli('export', id, '--format', 'pem', '--no-chain', '-o', at('leaf.pem'));
    writeFileSync(at('password'), 'pass phrase');
    const unlock = ['--passphrase-file', vault.passphraseFile, '--password-file', at('password'), '--force'];
    await vault.cli('export', id, '--format', 'pkcs8', '-o', at('leaf.key'), ...unlock);
    const plain = openssl(['pkey', '-in', at('leaf.key'), '-passin', `file:${at('password')}`]);
    writeFileSync(at('plain.key'), plain);
    const body = (subject: string): string => {
      const csr = openssl(['req', '-new', '-utf8', '-key', at('plain.key'), '-subj', subject, '-outform', 'DER']);
      writeFileSync(at('body'), csr.toString('base64'));
      return at('body');
    };
    const ask = (operation: string, ...words: readonly string[]): string =>
      spawnSync('curl', [
        ...quiet,
        '--cacert',
        demo.anchor,
        ...words,
        `${demo.value.url}/${operation}`,
      ]).stdout.toString();
    const quiet = ['-s', '-o', '/dev/null', '-w', '%{http_code}'];
    const identity = ['--cert', at('leaf.pem'), '--key', at('plain.key')];
    const same = body('/C=CN/CN=张三');
    expect(ask('simplereenroll', ...identity, '--data-binary', `@${same}`)).toBe('200');
    expect(ask('simplereenroll', '--data-binary', `@${same}`)).toBe('403');
    expect(ask('simplereenroll', ...identity, '--data-binary', `@${body('/C=CN/CN=李四')}`)).toBe('400');
    writeFileSync(at('junk'), 'AAAA');
    expect(ask('simpleenroll', '-u', ':demo', '--data-binary', `@${at('junk')}`)).toBe('400');
    writeFileSync(at('huge'), 'A'.repeat(100_000));
    expect(ask('simpleenroll', '-u', ':demo', '--data-binary', `@${at('huge')}`)).toBe('413');
    expect(['csrattrs', 'serverkeygen', 'fullcmc', ''].map((operation) => ask(operation))).toEqual(
      Array.from({ length: 4 }, () => '404'),
    );
  });
});

describe.skipIf(missingClient.length > 0)(`demo-ca and Cisco's estclient${skipReason(missingClient)}`, () => {
  test('[X06] [E04] estclient fetches the CA, enrols, and enrols again with its certificate', async () => {
    const at = folder();
    const demo = await startDemoCaProcess(at, '--days', '2');
    openssl(['genrsa', '-out', join(at, 'key.pem'), '2048']);
    const where = ['-s', '127.0.0.1', '-p', String(demo.value.port), '-o', at, '--pem-output'];
    const estclient = (...words: readonly string[]): string =>
      spawnSync('estclient', [...words, ...where], { env: { EST_OPENSSL_CACERT: demo.anchor } }).stdout.toString();
    const issued = join(at, 'cert-0-0.pem');
    const key = join(at, 'key.pem');
    expect(estclient('-g')).not.toContain('failed');
    const wrong = estclient('-e', '-u', 'x', '-h', 'wrong', '-x', key, '--common-name', 'Zhang San');
    expect({ isRefused: wrong.includes('EST_ERR_AUTH_FAIL'), isIssued: existsSync(issued) }).toEqual({
      isRefused: true,
      isIssued: false,
    });
    estclient('-e', '-u', 'x', '-h', 'demo', '-x', key, '--common-name', 'Zhang San');
    const serials = new Set<string>();
    const look = (): void => {
      expect(openssl(['verify', '-x509_strict', '-CAfile', demo.anchor, issued]).toString()).toBe(`${issued}: OK\n`);
      const [serial = '', subject = ''] = openssl(['x509', '-in', issued, '-noout', '-serial', '-subject'])
        .toString()
        .split('\n');
      expect(subject).toBe('subject=CN=Zhang San');
      serials.add(serial);
    };
    look();
    const old = join(at, 'old.pem');
    writeFileSync(old, openssl(['x509', '-in', issued]));
    rmSync(issued);
    estclient('-r', '-c', old, '-k', key);
    look();
    expect(serials.size).toBe(2);
  });
});
